namespace Parley.Storage;

/// <summary>A store that can tell whether its files are sound, below the level of rows.</summary>
internal interface ISoundness
{
    /// <summary>What is wrong with the files, for a person.</summary>
    IEnumerable<string> Complaints();
}
