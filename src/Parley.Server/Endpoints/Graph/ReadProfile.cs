using System.Globalization;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>GET /{psid}</c> and <c>/{igsid}</c>: what a person lets a page know of them.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform and Instagram "User Profile API".</remarks>
internal sealed class ReadProfile(IShards shards, People people) : IGraphArea
{
    private static readonly ApiVersion LastGenerous = new(2, 12);
    private static readonly string[] UsualOnce =
        ["first_name", "last_name", "profile_pic", "locale", "timezone", "gender", "id"];

    private static readonly string[] Guarded = ["locale", "timezone", "gender"];

    /// <summary>The fields of a person on Messenger; areas add the edges they answer.</summary>
    public NodeFields<ProfileNode> MessengerFields { get; } = new("User", new()
    {
        ["id"] = WriteId,
        ["name"] = (json, profile) => json.WriteString("name"u8, profile.Person.Name),
        ["first_name"] = (json, profile) => json.WriteString("first_name"u8, profile.FirstName),
        ["last_name"] = (json, profile) => json.WriteString("last_name"u8, profile.LastName),
        ["profile_pic"] = null,
        ["locale"] = (json, profile) => WriteText(json, "locale"u8, profile.Person.Locale),
        ["timezone"] = WriteTimezone,
        ["gender"] = (json, profile) => WriteText(json, "gender"u8, profile.Person.Gender),
    })
    {
        Usual = ["first_name", "last_name", "profile_pic", "id"],
    };

    /// <summary>The fields of a person on Instagram; areas add the edges they answer.</summary>
    public NodeFields<ProfileNode> InstagramFields { get; } = new("User", new()
    {
        ["id"] = WriteId,
        ["name"] = (json, profile) => json.WriteString("name"u8, profile.Person.Name),
        ["username"] = (json, profile) => json.WriteString("username"u8, profile.Username),
        ["profile_pic"] = (json, _) => json.WriteNull("profile_pic"u8),
        // Simulated people are nobody's stars and follow nobody.
        ["is_verified_user"] = (json, _) => json.WriteBoolean("is_verified_user"u8, false),
        ["follower_count"] = (json, _) => json.WriteNumber("follower_count"u8, 0),
        ["is_user_follow_business"] = (json, _) => json.WriteBoolean("is_user_follow_business"u8, false),
        ["is_business_follow_user"] = (json, _) => json.WriteBoolean("is_business_follow_user"u8, false),
    })
    {
        Usual = ["name", "username", "profile_pic", "id"],
    };

    /// <inheritdoc/>
    public void Map(GraphRoutes routes) => routes.At(NodeKind.Contact, null).Get(Run);

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Page is null || !Psid.TryParse(id, out var psid)) return new(false);
        var contact = people.Find(new ThreadKey(call.PageId, psid));
        if (contact is null || (call.InstagramLogin && contact.Channel is not Channel.Instagram)) return new(false);
        call.Contact = contact;
        call.Node = NodeKind.Contact;
        return new(true);
    }

    /// <summary>Answers with the fields asked for, once the person has done something towards the page.</summary>
    public async ValueTask<GraphReply> Run(GraphCall call)
    {
        var contact = call.Contact!;
        var instagram = contact.Channel is Channel.Instagram;
        var needed = !instagram ? "pages_messaging"
            : call.InstagramLogin ? "instagram_business_basic"
            : "instagram_manage_messages";
        if (!call.Granted(needed)) return GraphReply.Bad("messaging_permission_missing", needed);

        var view = await shards.Look(new ThreadKey(contact.Page, contact.Psid));
        var hidden = view is not { State.Known: true } || (instagram && view.State.Blocked);
        if (hidden || people.Find(contact.Person) is not { } person)
            return GraphReply.Bad(GraphErrors.Get("profile_unavailable", contact.Channel));

        var profile = new ProfileNode(contact, person, call.Now);
        return await (instagram ? InstagramFields.Answer(call, profile) : AnswerOnMessenger(call, profile));
    }

    private ValueTask<GraphReply> AnswerOnMessenger(GraphCall call, ProfileNode profile)
    {
        if (!FieldSelection.Read(call.Parameters).Try(out var asked, out var error)) return new(GraphReply.Bad(error));
        foreach (var field in asked)
        {
            if (!MayRead(call, field.Name)) return new(GraphReply.Bad("profile_field_permission", field.Name));
        }

        var usual = call.Version <= LastGenerous ? UsualOnce.Where(field => MayRead(call, field)).ToArray() : null;
        return MessengerFields.Answer(call, profile, usual);
    }

    private static bool MayRead(GraphCall call, string field) =>
        !Guarded.Contains(field) || call.Granted($"pages_user_{field}");

    private static void WriteId(Utf8JsonWriter json, ProfileNode profile) =>
        json.WriteString("id"u8, profile.Contact.Psid.ToString());

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    // The profile gives the zone as hours from UTC at this moment.
    private static void WriteTimezone(Utf8JsonWriter json, ProfileNode profile)
    {
        if (profile.Person.Timezone is not { } zone) return;
        if (double.TryParse(zone, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours)
            && double.IsFinite(hours))
            json.WriteNumber("timezone"u8, hours);
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known)
            json.WriteNumber("timezone"u8, known.GetUtcOffset(profile.Now).Milliseconds / 3_600_000d);
    }
}

/// <summary>A person as a page may see them.</summary>
/// <param name="Contact">The page's id of them.</param>
/// <param name="Person">Who they are.</param>
/// <param name="Now">When they are looked at.</param>
internal sealed record ProfileNode(ContactRecord Contact, PersonRecord Person, Instant Now)
{
    /// <summary>All names but the last.</summary>
    public string FirstName => Split < 0 ? Person.Name : Person.Name[..Split];

    /// <summary>The last name; empty where there is only one.</summary>
    public string LastName => Split < 0 ? "" : Person.Name[(Split + 1)..];

    /// <summary>The name on Instagram.</summary>
    public string Username => InstagramNames.Of(Person);

    private int Split => Person.Name.LastIndexOf(' ');
}
