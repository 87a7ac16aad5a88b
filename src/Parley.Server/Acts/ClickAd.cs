using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person clicks an ad that leads to the thread. That opens nothing; the first message after it does. The page
/// hears of the click itself only where there is a thread.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "messaging_referrals" and "Click to Messenger ads"; Instagram
/// messaging "referral".
/// </remarks>
internal sealed record ClickAd(Ad Ad) : IAct
{
    public static IAct Read(Fields fields) =>
        new ClickAd(new Ad($"{fields.NeedId("ad_id")}", fields.Text("title"), OpenLink.ReadRef(fields)));

    public ActPlan Plan(ActScene scene)
    {
        var body = Ad.ToReferral() with { NewThread = ActScene.HasThread(scene.State) ? null : true };
        return new ActPlan.Possible(
            EventKind.AdClick,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.ReferralBody));
    }
}
