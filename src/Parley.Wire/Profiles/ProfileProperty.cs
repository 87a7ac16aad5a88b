using System.Collections.Immutable;

namespace Parley.Wire.Profiles;

/// <summary>A property of the Messenger Profile, as far as the wire tells it from the others.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Messenger Profile API".</remarks>
/// <param name="Name">As requests spell it.</param>
/// <param name="Standing">What may be done with it.</param>
/// <param name="OnInstagram">Whether Instagram has it too.</param>
public sealed record ProfileProperty(string Name, ProfileStanding Standing, bool OnInstagram = false)
{
    /// <summary>The payload behind Get Started.</summary>
    public const string GetStarted = "get_started";

    /// <summary>The menu everybody has.</summary>
    public const string Menu = "persistent_menu";

    /// <summary>Questions to begin with.</summary>
    public const string IceBreakers = "ice_breakers";

    /// <summary>Whether the European privacy limits hold for the page; only read.</summary>
    public const string EuropeanPrivacy = "subject_to_new_eu_privacy_rules";

    /// <summary>All there are, in the order an answer prints them.</summary>
    public static ImmutableArray<ProfileProperty> All { get; } =
    [
        new(GetStarted, ProfileStanding.Live),
        new("greeting", ProfileStanding.Live),
        new(IceBreakers, ProfileStanding.Live, OnInstagram: true),
        new(Menu, ProfileStanding.Live, OnInstagram: true),
        new("whitelisted_domains", ProfileStanding.Live),
        new("account_linking_url", ProfileStanding.Live),
        new("commands", ProfileStanding.Live),
        new("title", ProfileStanding.ReadOnly, OnInstagram: true),
        new("description", ProfileStanding.ReadOnly, OnInstagram: true),
        new("platform", ProfileStanding.ReadOnly, OnInstagram: true),
        new(EuropeanPrivacy, ProfileStanding.ReadOnly, OnInstagram: true),
        new("home_url", ProfileStanding.Retired),
        new("payment_settings", ProfileStanding.Retired),
        new("target_audience", ProfileStanding.Retired),
    ];
}

/// <summary>What may be done with a property.</summary>
public enum ProfileStanding
{
    /// <summary>Set, read, deleted.</summary>
    Live,

    /// <summary>Read; what is asked of it otherwise changes nothing.</summary>
    ReadOnly,

    /// <summary>Gone: reading it finds nothing, anything else is refused.</summary>
    Retired,
}
