using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Tests.Faults;

/// <summary>A webhook receiver on loopback that keeps every text it was told, in the order it came.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Person, string Text)> told = new();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>Where webhooks go.</summary>
    public Uri Hook => new(new Uri(app.Urls.First()), "/hook");

    /// <summary>Texts by person, in order of arrival; a repetition is left out.</summary>
    public Dictionary<string, List<string>> FirstTold => told
        .GroupBy(one => one.Person, one => one.Text)
        .ToDictionary(person => person.Key, person => person.Distinct().ToList());

    /// <summary>How many posts came.</summary>
    public int Count => told.Count;

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.MapGet("/hook", (HttpRequest request) => request.Query["hub.challenge"].ToString());
        receiver.app.MapPost("/hook", receiver.Hear);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Hear(HttpRequest request)
    {
        var said = (await JsonNode.ParseAsync(request.Body))!["entry"]![0]!["messaging"]![0]!;
        var message = said["message"]!;
        var echo = message["is_echo"]?.GetValue<bool>() is true;
        told.Enqueue(((string)(echo ? said["recipient"] : said["sender"])!["id"]!, (string)message["text"]!));
    }
}
