using System.Collections.Immutable;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// The small relational data: apps, pages, installs, subscriptions, people, settings. A write has reached the disk when
/// its task completes.
/// </summary>
public interface IWorldStore
{
    /// <summary>Everything but people and contacts; small enough to be held in memory.</summary>
    WorldData Load();

    /// <summary>Adds or replaces an app.</summary>
    Task Save(AppRecord app);

    /// <summary>Adds or replaces a page.</summary>
    Task Save(PageRecord page);

    /// <summary>Adds or replaces the installation of an app on a page.</summary>
    Task Save(InstallRecord install);

    /// <summary>Adds or replaces an app's subscription of one object.</summary>
    Task Save(SubscriptionRecord subscription);

    /// <summary>Removes an app's subscription of one object.</summary>
    Task DeleteSubscription(long app, string @object);

    /// <summary>Adds or replaces a person.</summary>
    Task Save(PersonRecord person);

    /// <summary>Finds a person.</summary>
    PersonRecord? FindPerson(long person);

    /// <summary>People by id above <paramref name="after"/>, ascending.</summary>
    IReadOnlyList<PersonRecord> ListPeople(long after, int most);

    /// <summary>Remembers under which id a page sees a person.</summary>
    Task Save(ContactRecord contact);

    /// <summary>Who is behind an id.</summary>
    ContactRecord? FindContact(ThreadKey thread);

    /// <summary>Under which id a page sees a person on a channel.</summary>
    ContactRecord? FindContact(long person, PageId page, Channel channel);

    /// <summary>Under which ids pages see a person: by page, then channel.</summary>
    IReadOnlyList<ContactRecord> ContactsOf(long person);

    /// <summary>A setting's text, or null.</summary>
    string? Setting(string name);

    /// <summary>Keeps a setting.</summary>
    Task SaveSetting(string name, string value);

    /// <summary>Replaces all apps, pages, installs, subscriptions, people and contacts at once.</summary>
    Task Replace(WorldData world, IReadOnlyList<PersonRecord> people, IReadOnlyList<ContactRecord> contacts);
}

/// <summary>What a node holds in memory.</summary>
/// <param name="Apps">All apps.</param>
/// <param name="Pages">All pages.</param>
/// <param name="Installs">Which app is installed on which page.</param>
/// <param name="Subscriptions">Which app wants which object where.</param>
public sealed record WorldData(
    ImmutableArray<AppRecord> Apps,
    ImmutableArray<PageRecord> Pages,
    ImmutableArray<InstallRecord> Installs,
    ImmutableArray<SubscriptionRecord> Subscriptions);

/// <summary>A developer's program.</summary>
public sealed record AppRecord
{
    /// <summary>Decimal id.</summary>
    public required long Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Signs webhooks and proofs.</summary>
    public required string Secret { get; init; }

    /// <summary>What the handshake sends; null until one is chosen.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Whether its messages are a bot's unless a send says otherwise.</summary>
    public bool Automated { get; init; } = true;

    /// <summary>Approved features in snake_case.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>Granted permissions; null = all.</summary>
    public ImmutableArray<string>? Permissions { get; init; }

    /// <summary>Whether a call without appsecret_proof is refused.</summary>
    public bool RequiresProof { get; init; }

    /// <summary>What it was declared as: <c>automated</c>, <c>hybrid</c> or <c>manual</c>; null = nothing.</summary>
    public string? Bot { get; init; }

    /// <summary>Whether it gives people a way to a human; null = yes.</summary>
    public bool? HumanRoute { get; init; }
}

/// <summary>An app on a page: its tokens and what it hears.</summary>
public sealed record InstallRecord
{
    /// <summary>The page.</summary>
    public required long Page { get; init; }

    /// <summary>The app.</summary>
    public required long App { get; init; }

    /// <summary>Page access token.</summary>
    public required string Token { get; init; }

    /// <summary>Token of the Instagram-login host, or null without an Instagram account.</summary>
    public string? InstagramToken { get; init; }

    /// <summary>Page fields this app hears (<c>subscribed_apps</c>); empty = not subscribed.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>
    /// Fields of the Instagram account this app asked for on the Instagram-login host; null = it never did there, and
    /// hears what its <c>instagram</c> subscription names once it hears the page.
    /// </summary>
    public ImmutableArray<string>? InstagramFields { get; init; }

    /// <summary>Whether the app may take control of threads on the page.</summary>
    public bool MayTakeControl { get; init; }

    /// <summary>Why deliveries were switched off by the platform, or null while they run.</summary>
    public string? DisabledBecause { get; init; }
}

/// <summary>Where an app hears an object.</summary>
public sealed record SubscriptionRecord
{
    /// <summary>The app.</summary>
    public required long App { get; init; }

    /// <summary><c>page</c> or <c>instagram</c>.</summary>
    public required string Object { get; init; }

    /// <summary>Where it is posted to.</summary>
    public required string CallbackUrl { get; init; }

    /// <summary>The fields asked for.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];
}

/// <summary>A simulated human.</summary>
public sealed record PersonRecord
{
    /// <summary>Decimal id, ours; no page sees it.</summary>
    public required long Id { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>As en_US.</summary>
    public string? Locale { get; init; }

    /// <summary>IANA zone, or an offset in hours as text.</summary>
    public string? Timezone { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Region within the country.</summary>
    public string? Region { get; init; }

    /// <summary>As the profile API prints it.</summary>
    public string? Gender { get; init; }

    /// <summary>The address in their profile, or null.</summary>
    public string? Email { get; init; }

    /// <summary>The number in their profile, or null.</summary>
    public string? Phone { get; init; }
}

/// <summary>Under which id a page sees a person on a channel.</summary>
/// <param name="Person">The human.</param>
/// <param name="Page">The page.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Psid">The id.</param>
public sealed record ContactRecord(long Person, PageId Page, Channel Channel, Psid Psid);
