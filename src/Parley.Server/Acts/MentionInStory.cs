using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;
using Parley.Wire.Media;

namespace Parley.Server.Acts;

/// <summary>The person mentions the account in a story of theirs: a message with the story attached.</summary>
/// <remarks>Source: developers.facebook.com, Instagram messaging webhooks, "story mention".</remarks>
/// <param name="Url">Where the story's media is; null = nowhere in particular.</param>
internal sealed record MentionInStory(string? Url) : IAct
{
    // A picture or a film: whatever its bytes are.
    public MediaDemand? Brings => Url is null ? null : new MediaDemand(MediaKind.File, "url") { Url = Url };

    public static IAct Read(Fields fields)
    {
        var url = fields.Text("url", 4000);
        if (url is not null && !WriteMessage.IsWeb(url)) fields.Refuse("url", "must be an http or https address");
        return new MentionInStory(url);
    }

    public ActPlan Plan(ActScene scene)
    {
        if (scene.Channel is Channel.Messenger) return AnswerStory.NoStories;
        var body = new MessageBody
        {
            Attachments = WriteMessage.Attached("story_mention", Url ?? AnswerStory.AddressOf($"{scene.Person.Id}")),
            Media = WriteMessage.BroughtTo(scene),
        };
        return new ActPlan.Possible(
            EventKind.Message, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.MessageBody));
    }
}
