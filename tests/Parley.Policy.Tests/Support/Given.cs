using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Parley.Policy.Tests.Support;

/// <summary>Reads what happened before a send from text: acts and how long before the send they happened.</summary>
internal static partial class Given
{
    /// <summary>The instant at which a row asks, unless it says otherwise.</summary>
    public static readonly Instant Now = Instant.FromUtc(2021, 10, 6, 9, 0);

    private static readonly DurationPattern Age = DurationPattern.CreateWithInvariantCulture("H:mm:ss.fff");

    /// <summary>The state after <c>message 24:00:00.001, block 1h</c>, in the order written.</summary>
    public static ThreadState State(string text, Channel channel) =>
        Acts(text, Now).Aggregate(
            ThreadState.Empty, (state, act) => ThreadState.Evolve(in state, Event(act.Text, channel, act.At)));

    /// <summary>What is written, apart, each with its instant.</summary>
    public static IEnumerable<(string Text, Instant At)> Acts(string text, Instant now) =>
        from one in text == "nothing" ? [] : text.Split(", ")
        let words = one.Split(' ')
        select (words[0], words[1].Contains('T') ? When(words[1]) : now - Length(words[1]));

    /// <summary>An instant such as <c>2020-03-03T23:59:59Z</c>.</summary>
    public static Instant When(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    /// <summary>A length of time such as <c>7d00:00:00.001</c>, <c>23:59:59.999</c> or <c>25h</c>.</summary>
    public static Duration Length(string text)
    {
        var parts = LengthForm().Match(text);
        if (!parts.Success) throw new FormatException($"Not a length of time: {text}");
        return Duration.FromDays(Number(parts.Groups["days"]))
            + Duration.FromHours(Number(parts.Groups["hours"]))
            + (parts.Groups["clock"].Success ? Age.Parse(parts.Groups["clock"].Value).Value : Duration.Zero);
    }

    /// <summary>
    /// The event of a word: an act by its name, <c>block</c>, <c>placed:US:CA</c>, <c>notify:T:title</c>,
    /// <c>subscribe:T:topic:daily:Europe/Berlin</c>, <c>commented:C:live:media</c> and their like.
    /// </summary>
    public static ThreadEvent Event(string text, Channel channel, Instant at)
    {
        var words = text.Split(':');
        string Word(int index) => index < words.Length ? words[index] : "";
        return words[0] switch
        {
            "block" => new ThreadEvent.Blocked(at),
            "unblock" => new ThreadEvent.Unblocked(at),
            "page_block" => new ThreadEvent.PageBlockChanged(at, true),
            "page_unblock" => new ThreadEvent.PageBlockChanged(at, false),
            "mute" => new ThreadEvent.Muted(at),
            "unmute" => new ThreadEvent.Unmuted(at),
            "opt_out" => new ThreadEvent.OptOutChanged(at, true),
            "opt_in" => new ThreadEvent.OptOutChanged(at, false),
            "marketing_stop" => new ThreadEvent.MarketingStopped(at),
            "placed" => new ThreadEvent.PersonPlaced(at, channel, Place(words.AsSpan(1))),
            "notify" => new ThreadEvent.OneTimeOptIn(at, channel, Word(1), Word(2)),
            "subscribe" => new ThreadEvent.RecurringOptIn(
                at,
                channel,
                Word(1),
                Word(2),
                Value<Frequency>(Word(3)),
                Word(4) is { Length: > 0 } zone ? zone : "UTC"),
            "stopped" => new ThreadEvent.TopicStopChanged(at, Word(1), true),
            "resumed" => new ThreadEvent.TopicStopChanged(at, Word(1), false),
            "commented" => new ThreadEvent.Commented(
                at,
                channel,
                Word(1),
                Value<CommentPlace>(Word(2)),
                Word(3) is { Length: > 0 } media ? media : null,
                Word(4) == "page"),
            "removed" => new ThreadEvent.CommentRemoved(at, Word(1)),
            "bot_wrote" => Wrote(at, channel, Author.Bot),
            "human_wrote" => Wrote(at, channel, Author.Human),
            var act => new ThreadEvent.PersonActed(at, channel, Value<PersonAct>(act))
            {
                FollowsAd = Word(1) == "ad",
                SaysStop = Word(1) == "stop",
            },
        };
    }

    /// <summary>A place such as <c>US</c> and <c>CA</c>.</summary>
    public static Place Place(ReadOnlySpan<string> words) => new(words[0], words.Length > 1 ? words[1] : null);

    private static ThreadEvent.PageWrote Wrote(Instant at, Channel channel, Author author) => new(
        at,
        new SendRequest(channel, SendKind.Message, MessagingType.Response, null, author),
        Policy.Lanes.StandardWindow.LaneName);

    private static T Value<T>(string word)
        where T : struct, Enum
        => word.Length == 0
            ? default
            : Enum.Parse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^((?<days>\d+)d)?((?<hours>\d+)h)?(?<clock>\d+:\d\d:\d\d\.\d{3})?$", RegexOptions.ExplicitCapture)]
    private static partial Regex LengthForm();
}
