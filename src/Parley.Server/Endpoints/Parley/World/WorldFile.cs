using System.Collections.Immutable;

namespace Parley.Server.Endpoints.V1;

/// <summary>A whole world as one JSON file: what an export writes and an import reads.</summary>
/// <param name="Clock">The clock; absent = as it is.</param>
/// <param name="Apps">All apps.</param>
/// <param name="Pages">All pages.</param>
/// <param name="People">All people.</param>
internal sealed record WorldFile(
    ClockInput? Clock,
    ImmutableArray<WorldApp> Apps,
    ImmutableArray<WorldPage> Pages,
    ImmutableArray<WorldPerson> People)
{
    public static WorldFile Read(Fields fields)
    {
        ClockInput? clock = null;
        if (fields.Object("clock") is { } hands)
        {
            clock = ClockInput.ReadAny(hands);
            hands.RefuseTheRest();
        }

        return new WorldFile(
            clock,
            fields.Items("apps", WorldApp.Read) ?? [],
            fields.Items("pages", WorldPage.Read) ?? [],
            fields.Items("people", WorldPerson.Read) ?? []);
    }
}

/// <summary>An app of a world file.</summary>
internal sealed record WorldApp
{
    /// <summary>Decimal id; made up if absent.</summary>
    public long? Id { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }

    /// <summary>Signs webhooks and proofs; made up if absent.</summary>
    public string? Secret { get; init; }

    /// <summary>What the handshake of a webhook sends.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Whether its messages are a bot's unless a send says otherwise; true if absent.</summary>
    public bool? Automated { get; init; }

    /// <summary>Approved features.</summary>
    public ImmutableArray<string>? Features { get; init; }

    /// <summary>Granted permissions; all of them if absent.</summary>
    public ImmutableArray<string>? Permissions { get; init; }

    /// <summary>Whether calls without <c>appsecret_proof</c> are refused.</summary>
    public bool? RequiresProof { get; init; }

    /// <summary>Where it hears what.</summary>
    public ImmutableArray<WorldSubscription> Subscriptions { get; init; } = [];

    /// <summary>The same without subscriptions.</summary>
    public AppInput ToInput() => new()
    {
        Id = Id,
        Name = Name,
        Secret = Secret,
        VerifyToken = VerifyToken,
        Automated = Automated,
        Features = Features,
        Permissions = Permissions,
        RequiresProof = RequiresProof,
    };

    public static WorldApp Read(Fields fields)
    {
        var app = AppInput.ReadNew(fields);
        return new WorldApp
        {
            Id = app.Id,
            Name = app.Name,
            Secret = app.Secret,
            VerifyToken = app.VerifyToken,
            Automated = app.Automated,
            Features = app.Features,
            Permissions = app.Permissions,
            RequiresProof = app.RequiresProof,
            Subscriptions = fields.Items("subscriptions", WorldSubscription.Read) ?? [],
        };
    }
}

/// <summary>Where an app hears an object.</summary>
/// <param name="Object"><c>page</c> or <c>instagram</c>.</param>
/// <param name="CallbackUrl">Where it is posted to.</param>
/// <param name="Fields">The fields asked for.</param>
internal sealed record WorldSubscription(string Object, string CallbackUrl, ImmutableArray<string> Fields)
{
    public static WorldSubscription Read(Fields fields)
    {
        fields.Require("object", "page or instagram");
        var subscription = new WorldSubscription(
            fields.Word("object", "page", "instagram") ?? "",
            fields.NeedText("callback_url", 2000),
            fields.Texts("fields", 100) ?? []);
        if (!Uri.TryCreate(subscription.CallbackUrl, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https"))
            fields.Refuse("callback_url", "must be an http or https address");
        SubscribedFields.Check(fields, subscription.Object, subscription.Fields);
        return subscription;
    }
}

/// <summary>A page of a world file.</summary>
internal sealed record WorldPage
{
    /// <summary>Decimal id; made up if absent.</summary>
    public long? Id { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>E-mail addresses of its admins.</summary>
    public ImmutableArray<string>? Admins { get; init; }

    /// <summary>The linked Instagram account.</summary>
    public InstagramInput? Instagram { get; init; }

    /// <summary>An edition's name or <c>auto</c>; absent = the server's.</summary>
    public string? Edition { get; init; }

    /// <summary><c>emulate</c> or <c>strict</c>; absent = the server's.</summary>
    public string? Mode { get; init; }

    /// <summary>The apps installed on it.</summary>
    public ImmutableArray<WorldInstall> Apps { get; init; } = [];

    /// <summary>The same without apps.</summary>
    public PageInput ToInput() => new()
    {
        Id = Id,
        Name = Name,
        Country = Country,
        Admins = Admins,
        Instagram = Instagram,
        Edition = Edition,
        Mode = Mode,
    };

    public static WorldPage Read(Fields fields)
    {
        var page = PageInput.ReadNewWithoutApps(fields);
        return new WorldPage
        {
            Id = page.Id,
            Name = page.Name,
            Country = page.Country,
            Admins = page.Admins,
            Instagram = page.Instagram,
            Edition = page.Edition,
            Mode = page.Mode,
            Apps = fields.Items("apps", WorldInstall.Read) ?? [],
        };
    }
}

/// <summary>An app on a page.</summary>
/// <param name="Id">The app.</param>
/// <param name="Token">Its page access token; made up if absent.</param>
/// <param name="InstagramToken">Its token of the Instagram-login host; made up if absent.</param>
/// <param name="SubscribedFields">The webhook fields it hears.</param>
/// <param name="DisabledBecause">Why its deliveries were switched off; absent while they run.</param>
internal sealed record WorldInstall(
    long Id, string? Token, string? InstagramToken, ImmutableArray<string>? SubscribedFields, string? DisabledBecause)
{
    public static WorldInstall Read(Fields fields)
    {
        var install = new WorldInstall(
            fields.NeedId("id"),
            fields.Text("token", 500),
            fields.Text("instagram_token", 500),
            fields.Texts("subscribed_fields", 100),
            fields.Text("disabled_because"));
        V1.SubscribedFields.Check(fields, "page", install.SubscribedFields ?? [], "subscribed_fields");
        fields.RefuseUnsupported(NotSupportedYet.OfInstall);
        return install;
    }
}

/// <summary>A person of a world file.</summary>
/// <param name="Person">Who they are.</param>
/// <param name="Contacts">Under which ids pages see them.</param>
internal sealed record WorldPerson(PersonInput Person, ImmutableArray<WorldContact> Contacts)
{
    public static WorldPerson Read(Fields fields) =>
        new(PersonInput.Read(fields), fields.Items("contacts", WorldContact.Read) ?? []);
}

/// <summary>Under which id a page sees a person.</summary>
internal sealed record WorldContact(long Page, Policy.Channel Channel, long Psid)
{
    public static WorldContact Read(Fields fields) =>
        new(fields.NeedId("page"), ChannelNames.Read(fields), fields.NeedId("psid"));
}
