using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person opens an m.me or ig.me link on a thread that exists. An m.me link without a ref tells the page nothing
/// and opens nothing.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "m.me links", Instagram messaging "ig.me links".
/// </remarks>
internal sealed record OpenLink(string? Ref) : IAct
{
    /// <summary>The longest ref.</summary>
    private const int MostRef = 2083;

    public static IAct Read(Fields fields) => new OpenLink(ReadRef(fields));

    /// <summary>Reads a link's ref: letters, digits, and <c>- _ =</c>.</summary>
    public static string? ReadRef(Fields fields)
    {
        var text = fields.Text("ref", MostRef);
        if (text is null || text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '='))
            return text;
        fields.Refuse("ref", "must consist of letters, digits, `-`, `_` and `=`");
        return null;
    }

    public ActPlan Plan(ActScene scene) => new ActPlan.Possible(
        EventKind.Link,
        JsonSerializer.SerializeToUtf8Bytes(new ReferralBody { Ref = Ref }, StoredJson.Default.ReferralBody))
    {
        Refusal = state => ActScene.HasThread(in state)
            ? null
            : scene.Channel is Channel.Messenger
                ? "There is no thread yet: the link leads to the welcome screen; use `get_started` with the `ref`."
                : "There is no thread yet: write a message first.",
    };
}
