using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps Get Started, the first thing there is to do on a Messenger thread without history. A ref of the m.me
/// link that led here comes along.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Welcome screen" and "m.me links".</remarks>
internal sealed record TapGetStarted(string? Ref) : IAct
{
    /// <summary>What the button says.</summary>
    public const string Title = "Get Started";

    /// <summary>What stands behind it on a page that set nothing; every app hears it.</summary>
    public const string Payload = "GET_STARTED";

    public bool Answers => true;

    public static IAct Read(Fields fields) => new TapGetStarted(OpenLink.ReadRef(fields));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.Channel is Channel.Instagram)
            return new ActPlan.Impossible("act", "Instagram has no Get Started button; write a message instead.");
        var offer = ProfileOffers.GetStarted(scene);
        var body = new PostbackBody
        {
            Title = Title,
            Payload = offer?.Payload ?? Payload,
            App = offer?.App,
            Referral = Ref is null ? scene.AdClicked() : new ReferralBody { Ref = Ref },
            Prior = scene.Prior,
        };
        return new ActPlan.Possible(
            EventKind.Postback,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.PostbackBody))
        {
            Refusal = state => ActScene.HasThread(in state)
                ? "The thread has a history: Get Started only stands on an empty one."
                : null,
        };
    }
}
