using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Load.Servers;

/// <summary>Kestrel with routing and source-generated JSON that stores nothing: as fast as it gets here.</summary>
internal static class BareServer
{
    public static Task<int> Serve()
    {
        var app = Role.Builder().Build();
        app.MapPost("/{version}/{node}/messages", Handle);
        return Role.Serve(app);
    }

    private static async Task Handle(HttpContext http)
    {
        var send = await http.Request.ReadFromJsonAsync(SendJson.Default.Send, http.RequestAborted);
        await http.Response.WriteAsJsonAsync(Answer.To(send!), SendJson.Default.Answer);
    }
}
