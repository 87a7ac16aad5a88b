using System.Collections.Immutable;
using System.Text.Json.Serialization;

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
internal sealed record WorldApp : AppInput
{
    /// <summary>Without anything.</summary>
    public WorldApp()
    {
    }

    private WorldApp(AppInput app)
        : base(app)
    {
    }

    /// <summary>Where it hears what.</summary>
    [JsonPropertyOrder(1)]
    public ImmutableArray<WorldSubscription> Subscriptions { get; init; } = [];

    public static WorldApp Read(Fields fields) => new(ReadNew(fields))
    {
        Subscriptions = fields.Items("subscriptions", WorldSubscription.Read) ?? [],
    };
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

/// <summary>An app on a page.</summary>
/// <param name="Id">The app.</param>
/// <param name="Token">Its page access token; made up if absent.</param>
/// <param name="InstagramToken">Its token of the Instagram-login host; made up if absent.</param>
/// <param name="SubscribedFields">The webhook fields it hears.</param>
/// <param name="InstagramFields">Those it asked for on the Instagram-login host; absent = none there.</param>
/// <param name="DisabledBecause">Why its deliveries were switched off; absent while they run.</param>
/// <param name="MayTakeControl">Whether it may take control of threads; absent = no.</param>
internal sealed record WorldInstall(
    long Id,
    string? Token,
    string? InstagramToken,
    ImmutableArray<string>? SubscribedFields,
    ImmutableArray<string>? InstagramFields,
    string? DisabledBecause,
    bool? MayTakeControl)
{
    public static WorldInstall Read(Fields fields)
    {
        var install = new WorldInstall(
            fields.NeedId("id"),
            fields.Text("token", 500),
            fields.Text("instagram_token", 500),
            fields.Texts("subscribed_fields", 100),
            fields.Texts("instagram_fields", 100),
            fields.Text("disabled_because"),
            fields.Flag("may_take_control"));
        V1.SubscribedFields.Check(fields, "page", install.SubscribedFields ?? [], "subscribed_fields");
        V1.SubscribedFields.Check(fields, "instagram", install.InstagramFields ?? [], "instagram_fields");
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
