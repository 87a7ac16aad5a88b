using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Server.Endpoints.Graph;
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

    /// <summary>Region within the country.</summary>
    public string? Region { get; init; }

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

    /// <summary>Whether it is registered as a news page.</summary>
    public required bool Npi { get; init; }

    /// <summary>Whether it may ask for one-time notifications.</summary>
    public required bool Otn { get; init; }

    /// <summary>Whether it used recurring notifications before they were closed to newcomers.</summary>
    public required bool Rn { get; init; }

    /// <summary>Whether the European privacy limits hold for it wherever it is.</summary>
    public required bool EuPrivacy { get; init; }

    /// <summary><c>approved</c> for subscription messages; else absent.</summary>
    public string? Subscription { get; init; }

    /// <summary>Its utility templates; absent = nothing is known of them.</summary>
    public ImmutableArray<TemplateInput>? Templates { get; init; }

    /// <summary>Ids of the products in its catalogue; absent = nothing is known of them.</summary>
    public ImmutableArray<string>? Products { get; init; }

    /// <summary>The Page Contact Terms.</summary>
    public required ContactTermsInput ContactTerms { get; init; }

    /// <summary>What it may not do, now or later on; absent = nothing.</summary>
    public ImmutableArray<RestrictionAnswer>? Restrictions { get; init; }

    /// <summary>The account that pays for its marketing messages, <c>act_…</c>.</summary>
    public required string AdAccount { get; init; }

    /// <summary>The app its idle threads belong to; absent = every app.</summary>
    public long? DefaultApp { get; init; }

    /// <summary>Apps that may take control of threads; absent = none.</summary>
    public ImmutableArray<long>? MayTakeControl { get; init; }

    /// <summary>Page access tokens by app.</summary>
    public required IReadOnlyDictionary<string, string> Tokens { get; init; }

    /// <summary>Tokens of the Instagram-login host by app.</summary>
    public required IReadOnlyDictionary<string, string> InstagramTokens { get; init; }

    /// <summary>Webhook fields by app; an app that hears nothing is absent.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> SubscribedFields { get; init; }

    /// <summary>Why an app's deliveries were switched off, by app.</summary>
    public required IReadOnlyDictionary<string, string> Disabled { get; init; }

    public static PageAnswer Of(PageRecord page, WorldDirectory world, Instant now)
    {
        var installs = world.InstallsOf(new PageId(page.Id));
        return new PageAnswer
        {
            Id = page.Id,
            Name = page.Name,
            Country = page.Country,
            Region = page.Region,
            Admins = page.Admins,
            InstagramId = page.InstagramId,
            InstagramUsername = page.InstagramUsername,
            Edition = page.Edition,
            Mode = page.Mode,
            Npi = page.Npi,
            Otn = page.Otn,
            Rn = page.Rn ?? true,
            EuPrivacy = page.EuPrivacy,
            Subscription = page.SubscriptionApproved ? "approved" : null,
            Templates = TemplateInput.Of(page.Templates),
            Products = page.Products,
            ContactTerms = ContactTermsInput.Of(page),
            Restrictions = RestrictionsOf(page, now),
            AdAccount = AdAccounts.NameOf(new PageId(page.Id)),
            DefaultApp = page.DefaultApp,
            MayTakeControl = installs.Any(one => one.MayTakeControl)
                ? [.. installs.Where(one => one.MayTakeControl).Select(one => one.App)]
                : null,
            Tokens = ByApp(installs, install => install.Token),
            InstagramTokens = ByApp(
                installs.Where(one => one.InstagramToken is not null), install => install.InstagramToken!),
            SubscribedFields = ByApp(installs.Where(one => one.Fields.Length > 0), install => install.Fields),
            Disabled = ByApp(
                installs.Where(one => one.DisabledBecause is not null), install => install.DisabledBecause!),
        };
    }

    private static ImmutableArray<RestrictionAnswer>? RestrictionsOf(PageRecord page, Instant now)
    {
        ImmutableArray<RestrictionAnswer> holding =
        [
            .. (page.Restrictions ?? []).Where(one => !Standings.IsOver(one, now)).Select(RestrictionAnswer.Of),
        ];
        return holding.IsEmpty ? null : holding;
    }

    private static Dictionary<string, T> ByApp<T>(IEnumerable<InstallRecord> installs, Func<InstallRecord, T> value) =>
        installs.ToDictionary(install => install.App.ToString(CultureInfo.InvariantCulture), value);
}
