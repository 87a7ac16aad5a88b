using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>All people, read from the store in steps.</summary>
internal static class Everyone
{
    private const int Step = 1000;

    public static IEnumerable<PersonRecord> In(World.People people)
    {
        for (var after = 0L; ;)
        {
            var found = people.List(after, Step);
            foreach (var person in found) yield return person;
            if (found.Count < Step) yield break;
            after = found[^1].Id;
        }
    }
}
