using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Parley.Server.Clock;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>PUT /clock</c></summary>
internal static class SetClock
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/clock", Handle)
        .Describe("clock", "Sets the clock", "Time only moves forward. Answers when everything that fell due is done.")
        .Takes<ClockInput>("""{"mode":"virtual","now":"2021-10-06T09:00:00.000Z","running":false}""")
        .Produces<ClockAnswer>()
        .Refuses(400, 422);

    private static async Task<IResult> Handle(HttpRequest request, IPlatformClock clock)
    {
        var body = await JsonBody.Read(request, ClockInput.Read);
        if (!body.TryGet(out var input, out var problem)) return problem;
        await input.Apply(clock, request.HttpContext.RequestAborted);
        return Answer.Ok(ClockAnswer.Of(clock), Answer.Json.ClockAnswer);
    }
}

/// <summary>What to change of the clock; at least one of the three.</summary>
/// <param name="Mode"><c>real</c> or <c>virtual</c>.</param>
/// <param name="Now">The new time, not before the present one.</param>
/// <param name="Running">Whether a virtual clock passes by itself.</param>
internal sealed record ClockInput(string? Mode, Instant? Now, bool? Running)
{
    public static ClockInput Read(Fields fields)
    {
        var input = ReadAny(fields);
        if (!fields.Has("mode") && !fields.Has("now") && !fields.Has("running"))
            fields.Refuse("mode", "is required unless `now` or `running` is given");
        return input;
    }

    /// <summary>Reads the three, none of them required.</summary>
    public static ClockInput ReadAny(Fields fields) => new(
        fields.Word("mode", ClockAnswer.Real, ClockAnswer.Virtual), fields.Instant("now"), fields.Flag("running"));

    /// <summary>Makes the change.</summary>
    /// <exception cref="ClockException">It is impossible.</exception>
    public Task Apply(IPlatformClock clock, CancellationToken cancel) =>
        clock.Set(Mode is null ? null : Mode is ClockAnswer.Virtual, Now, Running, cancel);
}
