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
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
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
            foreach (var row in rows.Root.Each("data"))
            {
                if (expected.Action is { } action && row.Text("action") != action) continue;
                if (passed.Add(row.Text("mid") ?? row.Text("id")!)) return Seen(row);
            }

            await Task.Delay(Pause, cancel);
        }

        return null;
    }

    private static SeenAnswer Seen(JsonElement row)
    {
        if (row.Text("action") is { } action) return new SeenAnswer(null, row.Text("at"), $"({action})", [], []);
        var message = row.Member("message");
        var replies = message.Each("quick_replies").ToArray();
        return new SeenAnswer(
            row.Text("mid"),
            row.Text("at"),
            message.Text("text") is { } text ? $"“{text}”" : "(attachment)",
            [.. replies.Select(reply => reply.Text("title") ?? "")],
            [.. replies.Select(reply => reply.Text("payload") ?? "")]);
    }
}
