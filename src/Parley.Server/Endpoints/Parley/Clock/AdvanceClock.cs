using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Parley.Server.Clock;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /clock/advance</c></summary>
internal static class AdvanceClock
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/clock/advance", Handle)
        .Describe(
            "clock",
            "Moves a virtual clock",
            "By a duration, to an instant, or to the next thing that falls due. Everything due on the way happens at "
            + "its own instant; the answer comes when it is done.")
        .Takes<AdvanceInput>("""{"by":"PT24H"}""")
        .Produces<ClockAnswer>()
        .Refuses(400, 422);

    private static async Task<IResult> Handle(HttpRequest request, IPlatformClock clock)
    {
        var body = await JsonBody.Read(request, AdvanceInput.Read);
        if (!body.TryGet(out var input, out var problem)) return problem;
        var moved = await Move(input, clock, request.HttpContext.RequestAborted);
        return Answer.Ok(ClockAnswer.Of(clock, moved), Answer.Json.ClockAnswer);
    }

    private static async Task<bool> Move(AdvanceInput input, IPlatformClock clock, CancellationToken cancel)
    {
        if (input.Next is true) return await clock.AdvanceToNext(cancel) is not null;
        await clock.AdvanceTo(input.To ?? clock.GetCurrentInstant() + input.By!.Value, cancel);
        return true;
    }
}

/// <summary>Where to move the clock; exactly one of the three.</summary>
/// <param name="By">A duration.</param>
/// <param name="To">An instant.</param>
/// <param name="Next">True: to the next thing that falls due.</param>
internal sealed record AdvanceInput(Duration? By, Instant? To, bool? Next)
{
    public static AdvanceInput Read(Fields fields)
    {
        var input = new AdvanceInput(fields.Duration("by"), fields.Instant("to"), fields.Flag("next"));
        var named = (fields.Has("by") ? 1 : 0) + (fields.Has("to") ? 1 : 0) + (fields.Has("next") ? 1 : 0);
        if (named != 1) fields.Refuse("by", "exactly one of `by`, `to` and `next` is required");
        if (input.Next is false) fields.Refuse("next", "must be true where it is given");
        return input;
    }
}
