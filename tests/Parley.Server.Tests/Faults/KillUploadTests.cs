using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Parley.Server.Tests.Media;

namespace Parley.Server.Tests.Faults;

/// <summary>A file that was answered is there; one that was not leaves nothing, whatever kills the process.</summary>
public sealed class KillUploadTests : IAsyncLifetime
{
    private const int AtOnce = 6;
    private const int Kills = 3;
    private const int Bytes = 3_000_000;

    private readonly string store = Directory.CreateTempSubdirectory("parley-upload-").FullName;
    private readonly HttpClient http = new();
    private ParleyProcess parley = null!;
    private string token = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        parley = new ParleyProcess(store);
        await parley.Start();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await parley.DisposeAsync();
        Directory.Delete(store, recursive: true);
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_uploads_leaves_whole_files_and_what_was_answered()
    {
        var psid = await MakeWorld();
        var answered = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var first = new TaskCompletionSource();
            var lanes = Enumerable.Range(kill * AtOnce, AtOnce);
            var uploads = lanes.Select(lane => Upload(lane, answered, first)).ToList();
            await first.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            await parley.Kill();
            await Task.WhenAll(uploads);
            await parley.Start();
        }

        Assert.NotEmpty(answered);
        foreach (var id in answered)
        {
            var sent = await Post(
                $"/me/messages?access_token={token}",
                $$"""
                {"recipient":{"id":"{{psid}}"},
                 "message":{"attachment":{"type":"image","payload":{"attachment_id":"{{id}}"} } } }
                """);
            Assert.NotNull(sent["message_id"]);
        }

        await parley.Stop();
        var media = Path.Combine(store, "media");
        Assert.All(Directory.EnumerateFiles(media, "*", SearchOption.AllDirectories), Whole);
    }

    private static void Whole(string file)
    {
        using var stream = File.OpenRead(file);
        var hash = System.Security.Cryptography.SHA256.HashData(stream);
        Assert.Equal(Path.GetFileName(file), Convert.ToHexStringLower(hash));
    }

    // Uploads one file after the other until the process dies.
    private async Task Upload(int lane, List<string> answered, TaskCompletionSource first)
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                var bytes = Parcels.Picture(Bytes + lane);
                bytes[^1] = (byte)turn;
                using var parts = Parcels.Parts("image", bytes, "image/png");
                using var answer = await http.PostAsync(
                    new Uri(parley.Origin, $"/me/message_attachments?access_token={token}"), parts, Cancel);
                var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
                lock (answered) answered.Add((string)body["attachment_id"]!);
                first.TrySetResult();
            }
        }
        catch (Exception end) when (end is HttpRequestException or IOException)
        {
            // It was killed.
        }
    }

    private async Task<string> MakeWorld()
    {
        var app = await Post("/_parley/v1/apps", """{"name":"Kill"}""");
        var page = await Post("/_parley/v1/pages", $$"""{"name":"Kill","apps":["{{app["id"]}}"]}""");
        token = (string)page["tokens"]![(string)app["id"]!]!;
        var person = await Post("/_parley/v1/people", """{"name":"Ada"}""");
        var act = await Post(
            $"/_parley/v1/people/{person["id"]}/acts", $$"""{"page":"{{page["id"]}}","act":"message","text":"hi"}""");
        return (string)act["psid"]!;
    }

    private async Task<JsonNode> Post(string path, string body)
    {
        using var content = JsonContent.Create(JsonNode.Parse(body));
        using var answer = await http.PostAsync(new Uri(parley.Origin, path), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
