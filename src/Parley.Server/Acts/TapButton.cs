using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps a postback button: one of a message of the page, or (by payload alone) one that stands outside the
/// thread. Only the app that sent the button hears its payload.
/// </summary>
/// <param name="Mid">The message that carries the button; null for a tap by payload.</param>
/// <param name="Button">The button's title, or its place counted from 0 over the whole message.</param>
/// <param name="Payload">The payload of a tap without a message.</param>
/// <param name="Title">Its title; the payload where none is given.</param>
internal sealed record TapButton(string? Mid, string? Button, string? Payload, string? Title) : IAct
{
    public bool Answers => true;

    public static IAct Read(Fields fields)
    {
        var (mid, payload, title) = (fields.Text("mid"), fields.Text("payload"), fields.Text("title"));
        var button = Choice.Read(fields, "button");
        if (!fields.Has("mid") && !fields.Has("payload"))
            fields.Refuse("mid", "is required with `button`, unless `payload` is given");
        if (fields.Has("mid") && !fields.Has("button"))
            fields.Refuse("button", "is required: a title, or an index from 0");
        if (fields.Has("mid") && fields.Has("payload"))
            fields.Refuse("payload", "is read from the button: leave it out, or leave out `mid`");
        if (fields.Has("mid") && fields.Has("title"))
            fields.Refuse("title", "is read from the button: leave it out, or leave out `mid`");
        if (!fields.Has("mid") && fields.Has("button"))
            fields.Refuse("button", "needs the `mid` of the message that carries it");
        return new TapButton(mid, button, payload, title);
    }

    public ActPlan Plan(ActScene scene)
    {
        if (Mid is null) return Tap(scene, new PostbackBody { Title = Title ?? Payload!, Payload = Payload! });
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (SentContent.Of(row) is not { } sent)
            return new ActPlan.Impossible("mid", "That message is the person's own: it has no buttons.");
        var buttons = SentContent.Buttons(sent);
        if (buttons.Count == 0)
        {
            var what = SentContent.TemplateType(sent) is { } template ? $"That `{template}` template" : "That message";
            return new ActPlan.Impossible("button", $"{what} has no buttons.");
        }

        if (Choice.Find(buttons, one => one.Title, Button) is not { } button)
        {
            return new ActPlan.Impossible(
                "button", $"That message has no such button; it has {Choice.Listed(buttons, one => one.Title)}.");
        }

        if (button.Type is not "postback" || button.Payload is null)
            return new ActPlan.Impossible(
                "button", $"That button is of type `{button.Type}`: tapping it tells the page nothing.");
        return Tap(
            scene, new PostbackBody { Title = button.Title, Payload = button.Payload, Source = Mid, App = sent.App });
    }

    private static ActPlan.Possible Tap(ActScene scene, PostbackBody body) => new(
        EventKind.Postback,
        JsonSerializer.SerializeToUtf8Bytes(body with { Prior = scene.Prior }, StoredJson.Default.PostbackBody));
}
