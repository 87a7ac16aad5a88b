using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>PATCH /people/{person}</c></summary>
internal static class ChangePerson
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPatch("/people/{person}", Handle)
        .Describe(
            "people",
            "Changes a person",
            "Only what is named changes; `null` forgets what was told, but for the name. Every thread of theirs learns "
            + "at once where they are now.")
        .Takes<PersonChange>("""{"country":"US","region":"CA"}""")
        .Produces<PersonAnswer>()
        .Refuses(400, 404);

    private static async Task<IResult> Handle(
        string person, HttpRequest request, World.People people, WorldEdits edits, Whereabouts whereabouts)
    {
        if (GetPerson.Find(person, people) is not { } asked) return Problem.NotFound("person", person, "person");
        var body = await JsonBody.Read(request, PersonChange.Read);
        if (!body.TryGet(out var change, out var problem)) return problem;
        return await edits.Alone(async () =>
        {
            var changed = change.Over(people.Find(asked.Id) ?? asked);
            await people.Save(changed);
            await whereabouts.Tell(changed);
            return Answer.Ok(PersonAnswer.Of(changed, people), Answer.Json.PersonAnswer);
        });
    }
}

/// <summary>What to change of a person.</summary>
internal sealed record PersonChange
{
    private static readonly string[] Forgettable =
        ["locale", "timezone", "country", "region", "gender", "email", "phone"];

    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>As <c>en_US</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>An IANA zone, or an offset in hours.</summary>
    public string? Timezone { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Region within the country, as <c>CA</c>.</summary>
    public string? Region { get; init; }

    /// <summary>As the profile shows it: <c>female</c>, <c>male</c> or <c>neutral</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>
    /// The e-mail address in their profile: without one, a quick reply that asks for it is not shown.
    /// </summary>
    public string? Email { get; init; }

    /// <summary>The phone number in their profile, as <c>+16505551234</c>; likewise.</summary>
    public string? Phone { get; init; }

    /// <summary>What is forgotten, by member.</summary>
    internal ImmutableArray<string> Forgotten { get; init; } = [];

    public static PersonChange Read(Fields fields)
    {
        if (fields.Clears("name")) fields.Refuse("name", "cannot be forgotten: leave it out, or give a value");
        return new PersonChange
        {
            Name = fields.Text("name", 200),
            Locale = PersonInput.ReadLocale(fields),
            Timezone = PersonInput.ReadTimezone(fields),
            Country = Places.ReadCountry(fields),
            Region = Places.ReadRegion(fields),
            Gender = PersonInput.ReadGender(fields),
            Email = PersonInput.ReadEmail(fields),
            Phone = PersonInput.ReadPhone(fields),
            Forgotten = [.. Forgettable.Where(fields.Clears)],
        };
    }

    /// <summary>The person with everything named here changed.</summary>
    public PersonRecord Over(PersonRecord person) => person with
    {
        Name = Name ?? person.Name,
        Locale = Pick("locale", Locale, person.Locale),
        Timezone = Pick("timezone", Timezone, person.Timezone),
        Country = Pick("country", Country, person.Country),
        Region = Pick("region", Region, person.Region),
        Gender = Pick("gender", Gender, person.Gender),
        Email = Pick("email", Email, person.Email),
        Phone = Pick("phone", Phone, person.Phone),
    };

    private string? Pick(string member, string? given, string? known) =>
        Forgotten.Contains(member) ? null : given ?? known;
}
