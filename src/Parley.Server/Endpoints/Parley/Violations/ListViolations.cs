using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Findings;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /violations</c></summary>
internal static class ListViolations
{
    private static readonly string[] Levels = ["violation", "advise"];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/violations", Handle)
        .Describe(
            "violations",
            "Lists what the rules found, newest first",
            "Accepted sends that the policy forbids or advises against, and inputs that an automated app did not "
            + "answer in time. A send that was refused never happened and is not among them.")
        .WithMetadata(
            new QueryParameter("page", "Only of this page."),
            new QueryParameter("thread", "Only of this thread: a PSID, or `page/psid`."),
            new QueryParameter("rule", "Only of this rule, as `promo_tag` or `responsiveness`."),
            new QueryParameter("level", "Only of this level: violation or advise."))
        .Pages()
        .Produces<Listed<ViolationAnswer>>()
        .Refuses(400);

    private static IResult Handle(
        HttpRequest request, Violations violations, Mids mids, DecisionIds decisions)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, "page", "thread", "rule", "level", "after", "limit");
        var (page, person) = ListDeliveries.ReadThread(request, faults);
        string? level = request.Query["level"];
        if (level is not null && !Levels.Contains(level))
            faults.Add("level", $"must be one of {string.Join(", ", Levels)}");
        var after = Paging.After(request.Query["after"], faults);
        var filter = new ViolationFilter(
            page,
            person,
            request.Query["rule"],
            level,
            after > 0 ? after : null,
            Paging.Limit(request.Query["limit"], faults));
        if (faults.Any) return faults.ToProblem();
        var found = violations.List(filter);
        return Answer.Ok(
            new Listed<ViolationAnswer>(
                [.. found.Violations.Select(one => ViolationAnswer.Of(one, mids, decisions))],
                found.Next?.ToString(CultureInfo.InvariantCulture)),
            Answer.Json.ListedViolationAnswer);
    }
}
