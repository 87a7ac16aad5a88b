using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person puts a reaction on a message of either side; a second one replaces the first.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform and Instagram message reactions webhooks: the two channels name
/// different reactions.
/// </remarks>
internal sealed record React(string Mid, string Reaction, string? Emoji) : IAct
{
    private const int MostEmoji = 32;

    private static readonly Dictionary<string, string> Messenger = new(StringComparer.Ordinal)
    {
        ["smile"] = "😆",
        ["angry"] = "😠",
        ["sad"] = "😢",
        ["wow"] = "😮",
        ["love"] = "❤️",
        ["like"] = "👍",
        ["dislike"] = "👎",
    };

    private static readonly Dictionary<string, string> Instagram = new(StringComparer.Ordinal)
    {
        ["angry"] = "😠",
        ["sad"] = "😢",
        ["wow"] = "😮",
        ["love"] = "❤️",
        ["like"] = "👍",
        ["laugh"] = "😆",
    };

    public static IAct Read(Fields fields)
    {
        var (mid, reaction) = (fields.NeedText("mid"), fields.NeedText("reaction"));
        var emoji = fields.Text("emoji", MostEmoji);
        if (reaction is "other" && !fields.Has("emoji"))
            fields.Refuse("emoji", "is required with the reaction `other`");
        return new React(mid, reaction, emoji);
    }

    public ActPlan Plan(ActScene scene)
    {
        var names = scene.Channel is Channel.Instagram ? Instagram : Messenger;
        if (Reaction is not "other" && !names.ContainsKey(Reaction))
        {
            return new ActPlan.Impossible(
                "reaction",
                $"{scene.Channel} has no such reaction; it has {string.Join(", ", names.Keys)}, "
                + "and other with an `emoji`.");
        }

        if (scene.FindMessage(Mid) is null)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        var body = new ReactionBody { Mid = Mid, Reaction = Reaction, Emoji = Emoji ?? names[Reaction] };
        return new ActPlan.Possible(
            EventKind.Reaction,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.ReactionBody));
    }
}
