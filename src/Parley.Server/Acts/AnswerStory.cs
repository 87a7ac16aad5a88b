using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person replies to the account's story: a message that names it.</summary>
/// <remarks>Source: developers.facebook.com, Instagram messaging webhooks, "story reply".</remarks>
internal sealed record AnswerStory(string Text) : IAct
{
    private const int MostText = 20_000;

    public static IAct Read(Fields fields) => new AnswerStory(fields.NeedText("text", MostText));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.Channel is Channel.Messenger) return NoStories;
        var id = scene.Posts.Usual(scene.Page, scene.Channel, CommentPlace.Story).Id;
        var body = new MessageBody { Text = Text, Story = new StoryBody(id, AddressOf(id)) };
        return new ActPlan.Possible(
            EventKind.Message, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.MessageBody));
    }

    /// <summary>Stories are Instagram's.</summary>
    internal static ActPlan NoStories =>
        new ActPlan.Impossible("act", "Stories are Instagram's: act on the channel `instagram`.");

    /// <summary>
    /// Where a story's media would be. Nothing is served there: the platform's own address dies with the story, too.
    /// </summary>
    internal static string AddressOf(string story) => $"https://cdn.example/stories/{story}";
}
