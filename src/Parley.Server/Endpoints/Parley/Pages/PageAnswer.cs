using System.Collections.Immutable;
using System.Globalization;
using Parley.Policy;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A page.</summary>
internal sealed record PageAnswer
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>E-mail addresses of its admins.</summary>
    public required ImmutableArray<string> Admins { get; init; }

    /// <summary>The linked Instagram account's id.</summary>
    public long? InstagramId { get; init; }

    /// <summary>The linked Instagram account's name.</summary>
    public string? InstagramUsername { get; init; }

    /// <summary>The edition it is judged by; absent = the server's.</summary>
    public string? Edition { get; init; }

    /// <summary>How violations are treated; absent = as on the server.</summary>
    public string? Mode { get; init; }

    /// <summary>Page access tokens by app.</summary>
    public required IReadOnlyDictionary<string, string> Tokens { get; init; }

    /// <summary>Tokens of the Instagram-login host by app.</summary>
    public required IReadOnlyDictionary<string, string> InstagramTokens { get; init; }

    /// <summary>Webhook fields by app; an app that hears nothing is absent.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> SubscribedFields { get; init; }

    /// <summary>Why an app's deliveries were switched off, by app.</summary>
    public required IReadOnlyDictionary<string, string> Disabled { get; init; }

    public static PageAnswer Of(PageRecord page, WorldDirectory world)
    {
        var installs = world.InstallsOf(new PageId(page.Id));
        return new PageAnswer
        {
            Id = page.Id,
            Name = page.Name,
            Country = page.Country,
            Admins = page.Admins,
            InstagramId = page.InstagramId,
            InstagramUsername = page.InstagramUsername,
            Edition = page.Edition,
            Mode = page.Mode,
            Tokens = ByApp(installs, install => install.Token),
            InstagramTokens = ByApp(
                installs.Where(one => one.InstagramToken is not null), install => install.InstagramToken!),
            SubscribedFields = ByApp(installs.Where(one => one.Fields.Length > 0), install => install.Fields),
            Disabled = ByApp(
                installs.Where(one => one.DisabledBecause is not null), install => install.DisabledBecause!),
        };
    }

    private static Dictionary<string, T> ByApp<T>(IEnumerable<InstallRecord> installs, Func<InstallRecord, T> value) =>
        installs.ToDictionary(install => install.App.ToString(CultureInfo.InvariantCulture), value);
}
