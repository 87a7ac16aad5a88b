using System.Diagnostics;
using System.Text.Json;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>What a bot was seen doing.</summary>
/// <param name="Mid">The message's mid; null for a sender action.</param>
/// <param name="At">The platform's time.</param>
/// <param name="Words">For people.</param>
/// <param name="QuickReplies">Titles of the quick replies.</param>
/// <param name="Payloads">Payloads of the quick replies.</param>
internal sealed record SeenAnswer(
    string? Mid, string? At, string Words, IReadOnlyList<string> QuickReplies, IReadOnlyList<string> Payloads)
{
    /// <summary>What differs from what was expected.</summary>
    public IReadOnlyList<string> DifferencesFrom(ExpectedAnswer expected)
    {
        var differences = new List<string>();
        if (expected.Text is { } text && !Words.Contains(text, StringComparison.Ordinal))
            differences.Add($"expected a text with `{text}`");
        if (expected.QuickReply is { } payload && !Payloads.Contains(payload))
            differences.Add($"expected a quick reply with payload {payload}");
        return differences;
    }
}

/// <summary>Waits for a bot's answers by reading the journal: each one is seen once.</summary>
internal sealed class AnswerWatch(ParleyApi api, Cast cast)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly HashSet<string> passed = [];

    /// <summary>A message that is no answer: the story itself sent it.</summary>
    public void Pass(string mid) => passed.Add(mid);

    /// <summary>The bot's next message or the sender action asked for; null if none comes in time.</summary>
    public async Task<SeenAnswer?> Next(string psid, ExpectedAnswer expected, CancellationToken cancel)
    {
        var kind = expected.Action is null ? "sent" : "sender_action";
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            var rows = await api.Get($"journal?thread={cast.Page}/{psid}&kind={kind}&after=0&limit=1000", cancel);
            if (!rows.Ok) throw rows.Fault();
            foreach (var row in rows.Root.GetProperty("data").EnumerateArray())
            {
                if (expected.Action is { } action && Text(row, "action") != action) continue;
                if (passed.Add(Text(row, "mid") ?? row.GetProperty("id").GetString()!)) return Seen(row);
            }

            await Task.Delay(Pause, cancel);
        }

        return null;
    }

    private static SeenAnswer Seen(JsonElement row)
    {
        if (Text(row, "action") is { } action) return new SeenAnswer(null, Text(row, "at"), $"({action})", [], []);
        var message = row.GetProperty("message");
        var replies = message.TryGetProperty("quick_replies", out var found) ? found.EnumerateArray().ToArray() : [];
        return new SeenAnswer(
            Text(row, "mid"),
            Text(row, "at"),
            Text(message, "text") is { } text ? $"“{text}”" : "(attachment)",
            [.. replies.Select(reply => Text(reply, "title") ?? "")],
            [.. replies.Select(reply => Text(reply, "payload") ?? "")]);
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
