using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /people</c></summary>
internal static class ListPeople
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/people", Handle)
        .Describe("people", "Lists people, by id")
        .Pages()
        .Produces<Listed<PersonAnswer>>()
        .Refuses(400);

    private static IResult Handle(HttpRequest request, World.People people)
    {
        var faults = new Faults();
        var (after, most) = Paging.Read(request, faults);
        if (faults.Any) return faults.ToProblem();
        var found = people.List(after, most + 1).Select(person => PersonAnswer.Of(person, people)).ToList();
        return Answer.Ok(Paging.Page(found, most, person => person.Id), Answer.Json.ListedPersonAnswer);
    }
}
