using Parley.Wire.Content;

namespace Parley.Server.Hosting;

/// <summary>How the words of messages are looked at.</summary>
public sealed record ContentOptions
{
    /// <summary>
    /// Whether anybody looks: false = no content rule, no disclosure and no stop word is ever found.
    /// </summary>
    public bool Review { get; init; } = true;

    /// <summary>The numbers of the built-in review.</summary>
    public ReviewSettings Reviewer { get; init; } = new();
}
