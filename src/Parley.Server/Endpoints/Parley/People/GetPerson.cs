using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /people/{person}</c></summary>
internal static class GetPerson
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/people/{person}", Handle)
        .Describe("people", "Shows a person, and under which ids pages see them")
        .Produces<PersonAnswer>()
        .Refuses(404);

    /// <summary>The person a path names, or null.</summary>
    public static PersonRecord? Find(string person, World.People people) =>
        Psid.TryParse(person, out var id) ? people.Find(id.Value) : null;

    private static IResult Handle(string person, World.People people) => Find(person, people) is { } known
        ? Answer.Ok(PersonAnswer.Of(known, people), Answer.Json.PersonAnswer)
        : Problem.NotFound("person", person, "person");
}
