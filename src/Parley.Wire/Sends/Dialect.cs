using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>In whose words a send is read: which members and templates there are, and where they stand.</summary>
/// <param name="Channel">The channel of the send.</param>
/// <param name="Version">The version in the path.</param>
/// <param name="Day">The day of the edition in force.</param>
/// <param name="Past">
/// Whether the send is one that was made long ago: members that no template has are passed over, because what was
/// sendable is past.
/// </param>
internal readonly record struct Dialect(Channel Channel, ApiVersion Version, LocalDate Day, bool Past = false)
{
    /// <summary>What only the page knows; null where nobody asked it: then nothing stands against the send.</summary>
    public ISendingPage? Page { get; init; }

    /// <summary>Takes an object apart; see <see cref="Members.Collect"/>.</summary>
    public GraphError? Collect(JsonElement value, string path, ReadOnlySpan<string> names, Span<Param> found)
    {
        var unknown = Members.Collect(value, path, names, found);
        return Past ? null : unknown;
    }
}
