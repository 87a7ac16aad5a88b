using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Tests.Graph;

/// <summary>An app's webhook on a free loopback port; unless told otherwise it echoes the challenge.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/";

    /// <summary>The query strings of the handshakes that came in.</summary>
    public ConcurrentQueue<string> Queries { get; } = new();

    /// <summary>What a handshake is answered with.</summary>
    public Func<HttpRequest, (int Status, string Text)> Answer { get; set; } =
        request => (200, request.Query["hub.challenge"].ToString());

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.Handle);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task Handle(HttpContext context)
    {
        Queries.Enqueue(context.Request.QueryString.Value ?? "");
        var (status, text) = Answer(context.Request);
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }
}
