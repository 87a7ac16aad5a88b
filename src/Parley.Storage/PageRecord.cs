using System.Collections.Immutable;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>A business account, with its Instagram account where it has one.</summary>
/// <remarks>
/// INVARIANT: what an older row does not name reads as null or false, so every default of a new member is one of these.
/// </remarks>
public sealed record PageRecord
{
    /// <summary>Decimal id.</summary>
    public required long Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2, or null.</summary>
    public string? Country { get; init; }

    /// <summary>Region within the country, as <c>CA</c>, or null.</summary>
    public string? Region { get; init; }

    /// <summary>E-mail addresses of its admins.</summary>
    public ImmutableArray<string> Admins { get; init; } = [];

    /// <summary>Linked Instagram professional account's id, or null.</summary>
    public long? InstagramId { get; init; }

    /// <summary>Its Instagram name.</summary>
    public string? InstagramUsername { get; init; }

    /// <summary>Edition's name or <c>auto</c>; null = the server's.</summary>
    public string? Edition { get; init; }

    /// <summary><c>emulate</c> or <c>strict</c>; null = the server's.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether the European privacy limits hold for it wherever it is.</summary>
    public bool EuPrivacy { get; init; }

    /// <summary>Whether it is registered as a news page.</summary>
    public bool Npi { get; init; }

    /// <summary>Whether it may ask for one-time notifications.</summary>
    public bool Otn { get; init; }

    /// <summary>Whether it used recurring notifications before they were closed to newcomers; null = yes.</summary>
    public bool? Rn { get; init; }

    /// <summary>Whether it was approved for subscription messages.</summary>
    public bool SubscriptionApproved { get; init; }

    /// <summary>Its utility templates; null = nothing is known of them.</summary>
    public ImmutableArray<TemplateRecord>? Templates { get; init; }

    /// <summary>Ids of the products in its catalogue; null = nothing is known of them.</summary>
    public ImmutableArray<string>? Products { get; init; }

    /// <summary>From when the contact terms are asked of it, in milliseconds; null = as the edition has it.</summary>
    public long? TermsEnforcedFrom { get; init; }

    /// <summary>Whether an admin accepted the contact terms.</summary>
    public bool TermsAccepted { get; init; }

    /// <summary>What it may not do for now; null = nothing.</summary>
    public ImmutableArray<RestrictionRecord>? Restrictions { get; init; }

    /// <summary>The app its idle threads belong to; null = every app.</summary>
    public long? DefaultApp { get; init; }

    /// <summary>Its broadcasts that ended; null = none.</summary>
    public ImmutableArray<EndedBroadcastRecord>? EndedBroadcasts { get; init; }
}

/// <summary>A utility template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">As <c>en</c> or <c>en_US</c>.</param>
/// <param name="Status">A status of the platform in small letters: <c>approved</c>, <c>pending</c>, …</param>
public sealed record TemplateRecord(string Name, string Language, string Status)
{
    /// <summary>What it consists of, as JSON text; null = nobody said.</summary>
    public string? Components { get; init; }

    /// <summary>Whether its places have names instead of numbers.</summary>
    public bool Named { get; init; }

    /// <summary>The template of the platform's library it was made from, or null.</summary>
    public string? Library { get; init; }
}

/// <summary>A page may not send for a while. Half-open: the end is free again.</summary>
/// <param name="Lane">A lane's name, <c>all</c> or <c>tags</c>.</param>
/// <param name="Channel">The account it holds for, or null for both.</param>
/// <param name="From">Its first moment, in milliseconds.</param>
/// <param name="Until">The first moment after it, in milliseconds; null = until lifted.</param>
/// <param name="Reason">For people; null = none was told.</param>
public sealed record RestrictionRecord(string Lane, Channel? Channel, long From, long? Until, string? Reason);

/// <summary>A broadcast that ended: its comments are answered privately no more.</summary>
/// <param name="Media">The broadcast.</param>
/// <param name="At">When, in milliseconds.</param>
public sealed record EndedBroadcastRecord(string Media, long At);
