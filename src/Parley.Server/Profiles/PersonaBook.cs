using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Profiles;

/// <summary>
/// Personas of pages. One that was deleted speaks no more and is listed no more, but what it said keeps its name, and
/// nobody else gets its id.
/// </summary>
internal sealed class PersonaBook(IDocumentStore documents, IdMint mint)
{
    /// <summary>A persona that can speak, or null.</summary>
    public Persona? Find(PageId page, long id) => Of(documents.Find(page, DocumentKind.Persona, Text(id)));

    /// <summary>A persona, deleted or not, or null.</summary>
    public Persona? Known(PageId page, long id) =>
        Find(page, id) ?? Of(documents.Find(page, DocumentKind.FormerPersona, Text(id)));

    /// <summary>Personas of a page by id above <paramref name="after"/>, ascending; ids have one length.</summary>
    public IReadOnlyList<Persona> List(PageId page, string after, int most) =>
        [.. documents.List(page, DocumentKind.Persona, after, most).Select(one => Of(one)!)];

    /// <summary>Adds a persona under a new id.</summary>
    /// <returns>The persona, or null where the page has as many as it may.</returns>
    public async Task<Persona?> Add(PageId page, string name, string picture, int most)
    {
        while (true)
        {
            var id = mint.Persona($"{page}/{name}", taken => Known(page, taken) is not null);
            var persona = new Persona(id, name, picture);
            switch (await documents.Add(Written(page, DocumentKind.Persona, persona), most))
            {
                case DocumentAdding.Added: return persona;
                case DocumentAdding.TooMany: return null;
                // Somebody made one of the same name at the same moment: the next id is free.
                default: continue;
            }
        }
    }

    /// <summary>Deletes a persona.</summary>
    public async Task Delete(PageId page, Persona persona)
    {
        // Remembered first: between the two its name is known, whichever of them is read.
        await documents.Save(Written(page, DocumentKind.FormerPersona, persona));
        await documents.Delete(page, DocumentKind.Persona, Text(persona.Id));
    }

    private static DocumentRecord Written(PageId page, DocumentKind kind, Persona persona) => new(
        page,
        kind,
        Text(persona.Id),
        JsonSerializer.Serialize(new PersonaBody(persona.Name, persona.Picture), StoredJson.Default.PersonaBody));

    private static Persona? Of(DocumentRecord? document)
    {
        if (document is null) return null;
        var body = JsonSerializer.Deserialize(document.Body, StoredJson.Default.PersonaBody)!;
        return new Persona(long.Parse(document.Key, CultureInfo.InvariantCulture), body.Name, body.Picture);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Somebody a page speaks as.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people read.</param>
/// <param name="Picture">The address of its picture.</param>
internal sealed record Persona(long Id, string Name, string Picture);
