using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person ticks a site's checkbox and submits the form. The page may send to the reference; who is behind it, it
/// learns with the person's first answer.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Checkbox plugin".</remarks>
/// <param name="Ref">What the site put behind the checkbox, or null.</param>
/// <param name="UserRef">The site's reference; null = a new one of the person's.</param>
internal sealed record TickCheckbox(string? Ref, string? UserRef) : IAct
{
    private const int MostUserRef = 250;

    public static IAct Read(Fields fields) =>
        new TickCheckbox(fields.Text("ref", SendToMessenger.MostRef), fields.Text("user_ref", MostUserRef));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.Channel is Channel.Instagram) return new ActPlan.Impossible("act", "Instagram has no web plugins.");
        var page = new PageId(scene.Page.Id);
        var reference = UserRef ?? scene.References.Make(page, scene.Person.Id, scene.Head);
        var body = new OptInBody { Ref = Ref, UserRef = reference };
        return new ActPlan.Possible(
            EventKind.Checkbox, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.OptInBody))
        {
            Elsewhere = scene.References.ThreadOf(page, reference),
            UserRef = reference,
            Refusal = state => state.Known
                ? $"The reference `{reference}` was used already: every checkbox has one of its own."
                : null,
        };
    }
}
