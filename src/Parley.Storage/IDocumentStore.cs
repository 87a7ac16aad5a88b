using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// Small JSON documents of pages, by kind and key: whatever a page is told through the API and is no event of a thread.
/// A write has reached the disk when its task completes; a document goes when its page goes.
/// </summary>
/// <remarks>Reads see what is committed, cost one look into one tree, and may be called concurrently.</remarks>
public interface IDocumentStore
{
    /// <summary>A document, or null.</summary>
    DocumentRecord? Find(PageId page, DocumentKind kind, string key);

    /// <summary>A page's documents of a kind whose key is above <paramref name="after"/>, ascending.</summary>
    /// <param name="page">The page.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="after">A key, there or not; empty = from the first.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<DocumentRecord> List(PageId page, DocumentKind kind, string after, int most);

    /// <summary>Adds or replaces a document.</summary>
    Task Save(DocumentRecord document);

    /// <summary>Adds a document, unless its key is taken or the page has too many of its kind.</summary>
    /// <param name="document">The document.</param>
    /// <param name="most">How many of its kind a page may have.</param>
    Task<DocumentAdding> Add(DocumentRecord document, int most);

    /// <summary>
    /// Makes of a document what <paramref name="change"/> makes of it, with nothing in between: of two changes at once
    /// the second sees what the first made.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="key">The key.</param>
    /// <param name="change">
    /// Given the body, or null if there is none; answers the new one, or null for none. Quick, and never throws: other
    /// people's rows wait for it.
    /// </param>
    /// <returns>The new body, or null.</returns>
    Task<string?> Change(PageId page, DocumentKind kind, string key, Func<string?, string?> change);

    /// <summary>Deletes a document.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> Delete(PageId page, DocumentKind kind, string key);

    /// <summary>All documents a page has of these kinds become these, at once.</summary>
    Task Replace(PageId page, IReadOnlyList<DocumentKind> kinds, IReadOnlyList<DocumentRecord> documents);
}

/// <summary>One document of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Key">What it is found by among its kind: ASCII, ordered by its characters' numbers.</param>
/// <param name="Body">JSON text; its shape belongs to the kind.</param>
public sealed record DocumentRecord(PageId Page, DocumentKind Kind, string Key, string Body);

/// <summary>What a document is. The numbers are stored and never change.</summary>
public enum DocumentKind
{
    /// <summary>The Messenger Profile; one per platform, its key.</summary>
    Profile = 1,

    /// <summary>A persona, by its id.</summary>
    Persona = 2,

    /// <summary>A deleted persona, by its id: what it wrote keeps its name.</summary>
    FormerPersona = 3,

    /// <summary>The settings of one person's thread, by PSID; goes when the page no longer knows the person.</summary>
    PersonSettings = 4,

    /// <summary>A receipt's order number that the page has used, by its hash.</summary>
    OrderNumber = 5,

    /// <summary>An uploaded attachment, by its id.</summary>
    Attachment = 6,

    /// <summary>A campaign of paid marketing messages, by its id.</summary>
    MessageCampaign = 16,
}

/// <summary>What became of a new document.</summary>
public enum DocumentAdding
{
    /// <summary>The page has it now.</summary>
    Added,

    /// <summary>The page has one of that key.</summary>
    KeyTaken,

    /// <summary>The page has as many as it may.</summary>
    TooMany,
}
