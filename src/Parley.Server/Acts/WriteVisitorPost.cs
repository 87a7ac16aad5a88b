using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person writes a post of their own on the Page. It may be answered privately once.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Private replies"; Instagram has no such posts.
/// </remarks>
internal sealed record WriteVisitorPost(string Text) : IAct
{
    private const int MostText = 60_000;

    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new WriteVisitorPost(fields.NeedText("text", MostText));

    public ActPlan Plan(ActScene scene) => scene.Channel is Channel.Instagram
        ? new ActPlan.Impossible("act", "Nobody can post on somebody else's Instagram account; comment instead.")
        : new ActPlan.Possible(
            EventKind.VisitorPost,
            JsonSerializer.SerializeToUtf8Bytes(
                new VisitorPostBody { Text = Text, Name = scene.Person.Name }, StoredJson.Default.VisitorPostBody));
}
