using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Parley.Policy.Tests.Support;

/// <summary>Reads what happened before a send from text: acts and how long before the send they happened.</summary>
internal static partial class Given
{
    /// <summary>The instant at which a row asks.</summary>
    public static readonly Instant Now = Instant.FromUtc(2021, 10, 6, 9, 0);

    private static readonly DurationPattern Age = DurationPattern.CreateWithInvariantCulture("H:mm:ss.fff");

    /// <summary>The state after <c>message 24:00:00.001, block 1h</c>, in the order written.</summary>
    public static ThreadState State(string text, Channel channel) => State(text, channel, Now);

    /// <summary>The same, with the ages told from another instant.</summary>
    public static ThreadState State(string text, Channel channel, Instant now)
    {
        var state = ThreadState.Empty;
        foreach (var words in text == "nothing" ? [] : text.Split(", ").Select(one => one.Split(' ')))
            state = ThreadState.Evolve(in state, Event(words[0], channel, now - Length(words[1])));
        return state;
    }

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
    /// The event of a word: an act by its name, <c>message:ad</c>, <c>block</c>, <c>placed:US:CA</c> and their like;
    /// <c>notified:T</c> or <c>sent:plus_one:UPDATE</c> for a send that was accepted.
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
            "marketing_stop" => new ThreadEvent.MarketingStopped(at),
            "placed" => new ThreadEvent.PersonPlaced(at, channel, Place(words.AsSpan(1))),
            "notify" => new ThreadEvent.OneTimeOptIn(at, channel, Word(1), Word(2)),
            "subscribe" =>
                new ThreadEvent.RecurringOptIn(at, channel, Word(1), Word(2), Value<Frequency>(Word(3)), "UTC"),
            "stop_topic" => new ThreadEvent.TopicStopChanged(at, Word(1), true),
            "resume_topic" => new ThreadEvent.TopicStopChanged(at, Word(1), false),
            "commented" =>
                new ThreadEvent.Commented(at, channel, Word(1), Value<CommentPlace>(Word(2)), "broadcast", false),
            "notified" => Sent(at, channel, "recurring", $"to=recurring_token:{Word(1)}"),
            "followed" => Sent(at, channel, "one_time_notification", $"to=one_time_token:{Word(1)}"),
            "replied" => Sent(at, channel, "private_reply", $"to=comment:{Word(1)}"),
            "marketed" => Sent(at, channel, "marketing", "to=marketing"),
            "asked" => Sent(at, channel, "one_time_notification", $"form=one_time_request title={Word(1)}"),
            "sent" => Sent(at, channel, Word(1), Word(2)),
            "bot_wrote" => Wrote(at, channel, Author.Bot),
            "human_wrote" => Wrote(at, channel, Author.Human),
            var act => new ThreadEvent.PersonActed(at, channel, Value<PersonAct>(act))
            {
                FollowsAd = Word(1) == "ad",
                SaysStop = Word(1) == "stop",
            },
        };
    }

    private static Place Place(ReadOnlySpan<string> words) => new(words[0], words.Length > 1 ? words[1] : null);

    private static ThreadEvent.PageWrote Wrote(Instant at, Channel channel, Author author) => new(
        at,
        new SendRequest(channel, SendKind.Message, MessagingType.Response, null, author),
        Policy.Lanes.StandardWindow.LaneName);

    // A send that was accepted: on which lane, in the words of SendText.
    private static ThreadEvent.PageWrote Sent(Instant at, Channel channel, string lane, string send) =>
        new(at, SendText.Read(send, channel), lane);

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
