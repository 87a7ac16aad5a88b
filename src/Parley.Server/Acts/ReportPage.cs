using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person reports the page. The page is not told, and may go on sending.</summary>
internal sealed record ReportPage : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new ReportPage();

    public ActPlan Plan(ActScene scene) => new ActPlan.Possible(EventKind.Reported, Block.Nothing);
}
