using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Delivery;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /deliveries/{id}/resend</c></summary>
internal static class ResendDelivery
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/deliveries/{id}/resend", Handle)
        .Describe(
            "deliveries",
            "Makes a delivery again",
            "With the same bytes. One that is still owed is tried at once in its place; any other is made once more "
            + "and not retried. Answers with the attempt, whatever the receiver said.")
        .Produces<DeliveryAnswer>()
        .Refuses(404, 422);

    private static async Task<IResult> Handle(string id, HttpContext context, Delivery.Deliveries deliveries) =>
        await deliveries.Resend(id, context.RequestAborted) switch
        {
            ResendResult.Tried tried => Answer.Ok(DeliveryAnswer.Of(tried.Attempt), Answer.Json.DeliveryAnswer),
            ResendResult.Unknown => Problem.NotFound("id", id, "delivery"),
            ResendResult.Refused refused => Problem.Of(StatusCodes.Status422UnprocessableEntity, "id", refused.Why),
            _ => throw new UnreachableException(),
        };
}
