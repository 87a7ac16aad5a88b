using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person clicks a site's Send to Messenger button: an opt-in that names them.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Send to Messenger plugin".</remarks>
/// <param name="Ref">What the site put behind the button.</param>
internal sealed record SendToMessenger(string Ref) : IAct
{
    /// <summary>The longest ref of a plugin.</summary>
    public const int MostRef = 250;

    public static IAct Read(Fields fields) => new SendToMessenger(fields.NeedText("ref", MostRef));

    public ActPlan Plan(ActScene scene) => scene.Channel is Channel.Instagram
        ? new ActPlan.Impossible("act", "Instagram has no web plugins.")
        : new ActPlan.Possible(
            EventKind.PluginOptIn,
            JsonSerializer.SerializeToUtf8Bytes(new OptInBody { Ref = Ref }, StoredJson.Default.OptInBody));
}
