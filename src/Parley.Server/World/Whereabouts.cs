using System.Text.Json;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>
/// Tells threads where their person is: with the first act, which the thread's writer sees to, and at once where that
/// changes later.
/// </summary>
internal sealed class Whereabouts(IShards shards, People people)
{
    /// <summary>Where a person is, as the policy takes it.</summary>
    public static Place Of(PersonRecord person) => new(person.Country, person.Region);

    /// <summary>The stored body of a row that tells it.</summary>
    public static byte[] Body(Place place) => JsonSerializer.SerializeToUtf8Bytes(
        new PlaceBody { Country = place.Country, Region = place.Region }, StoredJson.Default.PlaceBody);

    /// <summary>Tells every thread of a person where they are now, unless it knows.</summary>
    public async Task Tell(PersonRecord person)
    {
        var place = Of(person);
        foreach (var contact in people.ContactsOf(person.Id))
        {
            var thread = new ThreadKey(contact.Page, contact.Psid);
            if (await shards.Look(thread) is not { } view || view.State.Place == place) continue;
            var command = new ActCommand
            {
                Kind = EventKind.Placed,
                Channel = contact.Channel,
                Body = Body(place),
            };
            await shards.Act(thread, command);
        }
    }
}
