using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Parley.Policy.Tests.Support;

/// <summary>Reads what happened before a send from text: acts and how long before the send they happened.</summary>
internal static partial class Given
{
    /// <summary>The instant at which every row of a table asks.</summary>
    public static readonly Instant Now = Instant.FromUtc(2021, 10, 6, 9, 0);

    private static readonly DurationPattern Age = DurationPattern.CreateWithInvariantCulture("H:mm:ss.fff");

    /// <summary>The state after <c>message 24:00:00.001, block 01:00:00.000</c>, in the order written.</summary>
    public static ThreadState State(string text, Channel channel) =>
        Events(text, channel).Aggregate(ThreadState.Empty, (state, happened) => ThreadState.Evolve(in state, happened));

    public static IEnumerable<ThreadEvent> Events(string text, Channel channel) =>
        text == "nothing" ? [] : text.Split(", ").Select(one => Event(one, channel));

    /// <summary>A length of time such as <c>7d00:00:00.001</c>, <c>23:59:59.999</c> or <c>25h</c>.</summary>
    public static Duration Length(string text)
    {
        var parts = LengthForm().Match(text);
        if (!parts.Success) throw new FormatException($"Not a length of time: {text}");
        return Duration.FromDays(Number(parts.Groups["days"]))
            + Duration.FromHours(Number(parts.Groups["hours"]))
            + (parts.Groups["clock"].Success ? Age.Parse(parts.Groups["clock"].Value).Value : Duration.Zero);
    }

    private static ThreadEvent Event(string text, Channel channel)
    {
        var words = text.Split(' ');
        var at = Now - Length(words[1]);
        return words[0] switch
        {
            "block" => new ThreadEvent.Blocked(at),
            "unblock" => new ThreadEvent.Unblocked(at),
            "mute" => new ThreadEvent.Muted(at),
            "unmute" => new ThreadEvent.Unmuted(at),
            "bot_wrote" => new ThreadEvent.PageWrote(at, Author.Bot),
            "human_wrote" => new ThreadEvent.PageWrote(at, Author.Human),
            var act => new ThreadEvent.PersonActed(
                at, channel, Enum.Parse<PersonAct>(act.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)),
        };
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^((?<days>\d+)d)?((?<hours>\d+)h)?(?<clock>\d+:\d\d:\d\d\.\d{3})?$", RegexOptions.ExplicitCapture)]
    private static partial Regex LengthForm();
}
