using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person reads everything the page has sent so far.</summary>
internal sealed record ReadMessages : IAct
{
    public static IAct Read(Fields fields) => new ReadMessages();

    public ActPlan Plan(ActScene scene)
    {
        if (scene.NewestFirst().FirstOrDefault(row => row.Kind is EventKind.Sent) is not { } newest)
            return new ActPlan.Impossible("act", "The page has sent nothing: there is nothing to read.");
        var body = new ReadBody { Watermark = newest.At.Milliseconds, Mid = scene.MidOf(newest) };
        return new ActPlan.Possible(
            EventKind.Read,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.ReadBody));
    }
}
