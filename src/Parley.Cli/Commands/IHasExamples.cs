namespace Parley.Cli.Commands;

/// <summary>A verb whose help shows how it is used.</summary>
internal interface IHasExamples
{
    /// <summary>Whole command lines, ready to paste.</summary>
    IReadOnlyList<string> Examples { get; }
}
