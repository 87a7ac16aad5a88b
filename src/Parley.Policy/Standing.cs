using System.Collections.Frozen;

namespace Parley.Policy;

/// <summary>How a violation is treated.</summary>
public enum Mode : byte
{
    /// <summary>The wire answers as the platform does; a violation is recorded.</summary>
    Emulate = 0,

    /// <summary>A violation is refused before the wire.</summary>
    Strict = 1,
}

/// <summary>
/// What the policy knows beyond the thread: of the page that sends and the app that asks. Immutable and shared; a
/// change is a new object.
/// </summary>
/// <param name="Mode">How a violation is treated.</param>
/// <param name="Features">The app's approved features, by their names in snake_case (<c>human_agent</c>).</param>
public sealed record Standing(Mode Mode, FrozenSet<string> Features)
{
    /// <summary>An app without any feature, emulating.</summary>
    public static readonly Standing Plain = new(Mode.Emulate, FrozenSet<string>.Empty);

    /// <summary>Whether the app was granted a feature.</summary>
    public bool Has(string feature) => Features.Contains(feature);
}
