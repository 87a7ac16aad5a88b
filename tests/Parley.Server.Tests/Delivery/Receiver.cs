using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Tests.Delivery;

/// <summary>A bot's endpoint on loopback that answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> posts = [];
    private readonly WebApplication web;

    private Receiver(WebApplication web) => this.web = web;

    /// <summary>What it does with a post; 200 unless somebody says otherwise.</summary>
    public Func<HttpContext, Received, Task> Behaviour { get; set; } = (_, _) => Task.CompletedTask;

    public string Url { get; private set; } = "";

    /// <summary>Everything that came in, in the order it came, taken or not.</summary>
    public IReadOnlyList<Received> Posts => [.. posts];

    /// <summary>What it answered 200.</summary>
    public IReadOnlyList<Received> Taken => [.. posts.Where(post => post.Status == 200)];

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.web.Run(receiver.Handle);
        await receiver.web.StartAsync();
        var addresses = receiver.web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        receiver.Url = addresses.Addresses.Single() + "/hook";
        return receiver;
    }

    /// <summary>Answers with a status.</summary>
    public static Func<HttpContext, Received, Task> Status(int status) => (context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Never answers.</summary>
    public static async Task Hang(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    /// <summary>Breaks the connection off.</summary>
    public static void Reset(HttpContext context, Received post)
    {
        post.Broken = true;
        context.Abort();
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private async Task Handle(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(
            one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new Received(context.Request.Method, context.Request.Path, headers, body.ToArray());
        posts.Enqueue(received);
        await Behaviour(context, received);
        if (!received.Broken && !context.RequestAborted.IsCancellationRequested)
            received.Status = context.Response.StatusCode;
    }
}

internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private readonly Lazy<JsonElement> json = new(() => JsonElement.Parse(Body));

    /// <summary>What was answered; null while it was not.</summary>
    public int? Status { get; set; }

    /// <summary>Whether the connection was broken off instead.</summary>
    public bool Broken { get; set; }

    public JsonElement Json => json.Value;

    public JsonElement Entry => Json.GetProperty("entry")[0];

    public JsonElement Event => Entry.GetProperty("messaging")[0];

    /// <summary>The person's id, on whichever side it stands.</summary>
    public long Person
    {
        get
        {
            var account = Entry.GetProperty("id").GetString();
            var sender = Event.GetProperty("sender").GetProperty("id").GetString()!;
            var recipient = Event.GetProperty("recipient").GetProperty("id").GetString()!;
            return long.Parse(sender == account ? recipient : sender, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A message's text, or null.</summary>
    public string? Text =>
        Event.TryGetProperty("message", out var message) && message.TryGetProperty("text", out var text)
            ? text.GetString()
            : null;

    public string SignedAs => Headers["X-Hub-Signature-256"];

    public string? Sender => Event.GetProperty("sender").GetProperty("id").GetString();
}
