using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Clock;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /clock</c></summary>
internal static class GetClock
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/clock", Handle)
        .Describe("clock", "Tells the platform's time", "Also whether it is the machine's, and whether it runs.")
        .Produces<ClockAnswer>();

    private static IResult Handle(IPlatformClock clock) => Answer.Ok(ClockAnswer.Of(clock), Answer.Json.ClockAnswer);
}
