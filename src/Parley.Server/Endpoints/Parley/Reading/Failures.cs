using Microsoft.AspNetCore.Http;
using Parley.Server.Clock;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>Turns what can go wrong below an operation into a problem document.</summary>
internal static class Failures
{
    /// <summary>The filter around every operation.</summary>
    public static async ValueTask<object?> Explain(
        EndpointFilterInvocationContext context, EndpointFilterDelegate operation)
    {
        try
        {
            return await operation(context);
        }
        catch (ClockException fault)
        {
            var field = fault.Field.Length > 0 ? fault.Field : "mode";
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, field, fault.Message);
        }
        catch (StoreException fault)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, fault.Message);
        }
    }
}
