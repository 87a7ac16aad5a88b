using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace Parley.Server.Endpoints.V1;

/// <summary>A campaign of sponsored messages to make.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">For people.</param>
/// <param name="Message">The Send API's <c>message</c>: a text, with or without an image.</param>
/// <param name="Audience">Who is meant; everybody with a thread if absent.</param>
/// <param name="Budget">What may be spent, in the smallest unit of money; no end if absent.</param>
/// <param name="Price">What one delivered message costs; 0 if absent.</param>
/// <param name="StartsAt">When it begins; now if absent.</param>
internal sealed record CampaignInput(
    long Page,
    string? Name,
    JsonElement Message,
    AudienceInput? Audience,
    int? Budget,
    int? Price,
    Instant? StartsAt)
{
    public static CampaignInput Read(Fields fields)
    {
        fields.Require("message", "a message of the Send API");
        var message = fields.Raw("message");
        if (message is { ValueKind: not JsonValueKind.Object }) fields.Refuse("message", "must be an object");
        return new CampaignInput(
            fields.NeedId("page"),
            fields.Text("name", 200),
            message is { ValueKind: JsonValueKind.Object } given ? given.Clone() : default,
            AudienceInput.Read(fields.Object("audience")),
            fields.Number("budget", 1, int.MaxValue),
            fields.Number("price", 0, 1_000_000),
            fields.Instant("starts_at"));
    }
}

/// <summary>Who is meant by a campaign.</summary>
/// <param name="Labels">People with one of these custom labels; whatever their labels if absent.</param>
internal sealed record AudienceInput(ImmutableArray<long>? Labels)
{
    public static AudienceInput? Read(Fields? fields)
    {
        if (fields is null) return null;
        var labels = fields.Texts("labels", 18);
        fields.RefuseTheRest();
        if (labels is not { } named) return new AudienceInput(Labels: null);
        var ids = ImmutableArray.CreateBuilder<long>(named.Length);
        foreach (var label in named)
        {
            if (Policy.Psid.TryParse(label, out var id)) ids.Add(id.Value);
            else fields.Refuse("labels", $"`{Problem.Shorten(label)}` is no id of a label");
        }

        return new AudienceInput(ids.ToImmutable());
    }
}
