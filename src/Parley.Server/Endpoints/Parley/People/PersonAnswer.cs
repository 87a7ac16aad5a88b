using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A person, and under which ids pages see them.</summary>
internal sealed record PersonAnswer(
    long Id,
    string Name,
    string? Locale,
    string? Timezone,
    string? Country,
    string? Region,
    string? Gender,
    string? Email,
    string? Phone,
    IReadOnlyList<ContactAnswer> Contacts)
{
    public static PersonAnswer Of(PersonRecord person, World.People people) => new(
        person.Id,
        person.Name,
        person.Locale,
        person.Timezone,
        person.Country,
        person.Region,
        person.Gender,
        person.Email,
        person.Phone,
        [.. people.ContactsOf(person.Id).Select(ContactAnswer.Of)]);
}

/// <summary>Under which id a page sees a person on a channel.</summary>
internal sealed record ContactAnswer(long Page, string Channel, long Psid)
{
    public static ContactAnswer Of(ContactRecord contact) =>
        new(contact.Page.Value, ChannelNames.Of(contact.Channel), contact.Psid.Value);
}
