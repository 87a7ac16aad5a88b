using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// A path of the Graph API taken apart: <c>[/version]/node[/edge]</c>. Doubled and trailing slashes mean nothing.
/// </summary>
/// <param name="Version">As <c>v21.0</c>, or null where the path names none.</param>
/// <param name="Node">The node, or null for the root.</param>
/// <param name="Edge">The edge, or null for the node itself.</param>
/// <param name="Beyond">What follows the edge, with its slash; null in every path that exists.</param>
internal readonly record struct GraphPath(string? Version, string? Node, string? Edge, string? Beyond)
{
    /// <summary>The node that stands for whoever the token speaks for.</summary>
    public const string Me = "me";

    /// <summary>Takes a path apart; any text is some path.</summary>
    public static GraphPath Read(string path)
    {
        var rest = path.AsSpan();
        var first = Next(ref rest);
        string? version = null;
        if (ApiVersion.LooksLike(first))
        {
            version = first.ToString();
            first = Next(ref rest);
        }

        var edge = Next(ref rest);
        rest = rest.Trim('/');
        return new GraphPath(version, TextOf(first), TextOf(edge), rest.IsEmpty ? null : string.Concat("/", rest));
    }

    /// <summary>The path again, as a client would write it.</summary>
    public override string ToString() =>
        string.Concat(Prefixed(Version), Prefixed(Node), Prefixed(Edge), Beyond);

    private static string? Prefixed(string? segment) => segment is null ? null : "/" + segment;

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart('/');
        var end = rest.IndexOf('/');
        var segment = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];
        return segment;
    }

    // The segments every call uses are shared, so that a send makes no strings of its path.
    private static string? TextOf(ReadOnlySpan<char> segment) => segment switch
    {
        [] => null,
        Me => Me,
        "messages" => "messages",
        _ => segment.ToString(),
    };
}
