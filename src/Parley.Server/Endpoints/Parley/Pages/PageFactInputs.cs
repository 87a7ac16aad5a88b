using System.Collections.Immutable;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>The Page Contact Terms of a page.</summary>
/// <param name="EnforcedFrom">From when they are asked of it; as the edition has it if absent.</param>
/// <param name="Accepted">Whether an admin accepted them; false if absent.</param>
internal sealed record ContactTermsInput(Instant? EnforcedFrom, bool? Accepted)
{
    public static ContactTermsInput Read(Fields fields)
    {
        var terms = new ContactTermsInput(fields.Instant("enforced_from"), fields.Flag("accepted"));
        fields.RefuseTheRest();
        return terms;
    }

    public static ContactTermsInput Of(PageRecord page) => new(
        page.TermsEnforcedFrom is { } from ? Instant.FromUnixTimeMilliseconds(from) : null, page.TermsAccepted);
}

/// <summary>What a page may not do for a while.</summary>
/// <param name="Lane">A lane's name, <c>all</c>, or <c>tags</c> for every tag.</param>
/// <param name="Channel"><c>messenger</c> or <c>instagram</c>; both if absent.</param>
/// <param name="Until">The first instant after it; until lifted if absent or <c>null</c>. One that is not ahead lifts
/// what held.</param>
/// <param name="Reason">For people.</param>
internal sealed record RestrictionInput(string Lane, string? Channel, Instant? Until, string? Reason)
{
    /// <summary>What can be restricted.</summary>
    public static ImmutableArray<string> Lanes { get; } =
        [Policy.Restriction.All, Policy.Restriction.Tags, .. EditionCatalogue.LaneNames];

    public static RestrictionInput Read(Fields fields)
    {
        var input = ReadOpen(fields);
        fields.RefuseTheRest();
        return input;
    }

    /// <summary>Reads the members that a world file's restriction has too.</summary>
    public static RestrictionInput ReadOpen(Fields fields) => new(
        ReadLane(fields),
        fields.Word("channel", ChannelNames.Messenger, ChannelNames.Instagram),
        fields.Instant("until"),
        fields.Text("reason"));

    public RestrictionRecord ToRecord(Instant from) => new(
        Lane,
        ChannelNames.Find(Channel),
        from.ToUnixTimeMilliseconds(),
        Until?.ToUnixTimeMilliseconds(),
        Reason);

    private static string ReadLane(Fields fields)
    {
        var name = fields.NeedText("lane", 100);
        foreach (var lane in Lanes)
        {
            if (lane.Equals(name, StringComparison.OrdinalIgnoreCase)) return lane;
        }

        if (name.Length > 0)
            fields.Refuse("lane", $"`{Problem.Shorten(name)}` is no lane: there is {string.Join(", ", Lanes)}");
        return name;
    }
}

/// <summary>What a page may not do for a while, as answers and world files tell it.</summary>
/// <param name="Lane">A lane's name, <c>all</c>, or <c>tags</c> for every tag.</param>
/// <param name="Channel"><c>messenger</c> or <c>instagram</c>; both if absent.</param>
/// <param name="From">Its first instant; in an import now if absent.</param>
/// <param name="Until">The first instant after it; until lifted if absent.</param>
/// <param name="Reason">For people.</param>
internal sealed record RestrictionAnswer(string Lane, string? Channel, Instant? From, Instant? Until, string? Reason)
{
    public static RestrictionAnswer Read(Fields fields)
    {
        var read = RestrictionInput.ReadOpen(fields);
        return new RestrictionAnswer(read.Lane, read.Channel, fields.Instant("from"), read.Until, read.Reason);
    }

    public static RestrictionAnswer Of(RestrictionRecord record) => new(
        record.Lane,
        record.Channel is { } channel ? ChannelNames.Of(channel) : null,
        Instant.FromUnixTimeMilliseconds(record.From),
        record.Until is { } until ? Instant.FromUnixTimeMilliseconds(until) : null,
        record.Reason);

    public RestrictionRecord ToRecord(Instant now) =>
        new RestrictionInput(Lane, Channel, Until, Reason).ToRecord(From ?? now);
}
