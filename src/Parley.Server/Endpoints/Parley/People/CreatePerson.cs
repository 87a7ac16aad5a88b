using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /people</c></summary>
internal static class CreatePerson
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/people", Handle)
        .Describe(
            "people",
            "Makes a person",
            "No page knows them yet; each sees them under an id of its own from their first act on.")
        .Takes<PersonInput>("""{"name":"Ann Doe","locale":"de_DE","timezone":"Europe/Berlin","country":"DE"}""")
        .Produces<PersonAnswer>(201)
        .Refuses(400, 409);

    private static async Task<IResult> Handle(HttpRequest request, World.People people, WorldEdits edits)
    {
        var body = await JsonBody.Read(request, PersonInput.Read);
        if (!body.TryGet(out var input, out var problem)) return problem;
        if (input.Id is not { } id) return Made(await people.Add(input.ToRecord(0)), people);
        return await edits.Alone(async () =>
        {
            if (people.Find(id) is not null)
                return Problem.Of(StatusCodes.Status409Conflict, "id", $"The id {id} is taken by a person.");
            var person = input.ToRecord(id);
            await people.Save(person);
            return Made(person, people);
        });
    }

    private static IResult Made(PersonRecord person, World.People people) => Answer.Created(
        $"{ParleyApi.Root}/people/{person.Id}", PersonAnswer.Of(person, people), Answer.Json.PersonAnswer);
}
