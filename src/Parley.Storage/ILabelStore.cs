using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// Custom labels: what a page calls people by, and who is called so. A write has reached the disk when its task
/// completes.
/// </summary>
public interface ILabelStore
{
    /// <summary>A label, or null.</summary>
    LabelRecord? Find(long label);

    /// <summary>Labels of a page by id above <paramref name="after"/>, ascending.</summary>
    IReadOnlyList<LabelRecord> OfPage(PageId page, long after, int most);

    /// <summary>Labels a person carries, by id above <paramref name="after"/>, ascending.</summary>
    IReadOnlyList<LabelRecord> OfPerson(ThreadKey thread, long after, int most);

    /// <summary>Adds a label, unless the page has one of that name in whatever case, or too many.</summary>
    /// <param name="label">The label.</param>
    /// <param name="most">How many a page may have.</param>
    Task<LabelAdding> Add(LabelRecord label, int most);

    /// <summary>Takes a label from everybody and deletes it.</summary>
    Task Delete(LabelRecord label);

    /// <summary>Puts a label on a person.</summary>
    /// <returns>Whether the person did not carry it yet.</returns>
    Task<bool> Put(LabelRecord label, Psid person);

    /// <summary>Takes a label off a person.</summary>
    /// <returns>Whether the person carried it.</returns>
    Task<bool> TakeOff(LabelRecord label, Psid person);
}

/// <summary>What became of a new label.</summary>
public enum LabelAdding
{
    /// <summary>The page has it now.</summary>
    Added,

    /// <summary>The page has one of that name.</summary>
    NameTaken,

    /// <summary>The page has as many as it may.</summary>
    TooMany,
}

/// <summary>A custom label.</summary>
/// <param name="Id">Decimal id.</param>
/// <param name="Page">The page.</param>
/// <param name="Name">As it was typed.</param>
public sealed record LabelRecord(long Id, PageId Page, string Name)
{
    /// <summary>Two names that differ in case alone are the same name.</summary>
    public string Key => Name.Normalize().ToUpperInvariant();
}
