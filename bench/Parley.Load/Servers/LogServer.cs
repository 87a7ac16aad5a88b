using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Load.Servers;

/// <summary>
/// Bare, and every send is in a plain file and synced before it is answered: as cheap as durable gets here.
/// </summary>
internal static class LogServer
{
    public static async Task<int> Serve(string path)
    {
        await using var log = new GroupedLog(path);
        var app = Role.Builder().Build();
        app.MapPost("/{version}/{node}/messages", async (HttpContext http) =>
        {
            var send = await http.Request.ReadFromJsonAsync(SendJson.Default.Send, http.RequestAborted);
            await log.Append(JsonSerializer.SerializeToUtf8Bytes(send!, SendJson.Default.Send));
            await http.Response.WriteAsJsonAsync(Answer.To(send!), SendJson.Default.Answer);
        });
        return await Role.Serve(app);
    }
}
