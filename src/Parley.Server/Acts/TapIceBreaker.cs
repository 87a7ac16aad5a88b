using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps an ice breaker, a question to begin with. It stands on a thread without history; a ref of the link
/// that led here comes along.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform and Instagram messaging, "Ice Breakers", "ig.me links".
/// </remarks>
/// <param name="Item">The question, or its place counted from 0.</param>
/// <param name="Ref">The ref of an m.me or ig.me link, or null.</param>
internal sealed record TapIceBreaker(string? Item, string? Ref) : IAct
{
    public bool Answers => true;

    public static IAct Read(Fields fields)
    {
        fields.Require("item", "a question, or an index from 0");
        return new TapIceBreaker(Choice.Read(fields, "item"), OpenLink.ReadRef(fields));
    }

    public ActPlan Plan(ActScene scene)
    {
        if (ProfileOffers.IceBreakers(scene) is not { } questions)
            return new ActPlan.Impossible("act", "The page has no ice breakers on this channel.");
        if (Choice.Find(questions, one => one.Title, Item) is not { } question)
        {
            return new ActPlan.Impossible(
                "item", $"There is no such ice breaker; there are {Choice.Listed(questions, one => one.Title)}.");
        }

        var body = new PostbackBody
        {
            Title = question.Title,
            Payload = question.Payload!,
            App = question.App,
            Referral = Ref is null ? scene.AdClicked() : new ReferralBody { Ref = Ref },
            Prior = scene.Prior,
        };
        return new ActPlan.Possible(
            EventKind.Postback, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.PostbackBody))
        {
            Refusal = state => ActScene.HasThread(in state)
                ? "The thread has a history: ice breakers only stand on an empty one."
                : null,
        };
    }
}
