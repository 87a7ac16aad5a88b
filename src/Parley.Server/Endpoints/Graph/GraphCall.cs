using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Parley.Policy;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>One Graph request, filled in as far as it was understood: what an operation works on.</summary>
/// <param name="http">The exchange.</param>
/// <param name="now">The platform's time, the same for the whole call.</param>
internal sealed class GraphCall(HttpContext http, Instant now)
{
    /// <summary>The exchange.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>When the call is judged.</summary>
    public Instant Now { get; } = now;

    /// <summary>When it came in, in ticks of the stopwatch.</summary>
    public long BeganAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>When it began to wait for the disk, in ticks of the stopwatch; 0 if it never ran.</summary>
    public long WaitsFrom { get; set; }

    /// <summary>The random ids of the answer.</summary>
    public TraceIds Ids { get; } = TraceIds.Create();

    /// <summary>GET, POST, DELETE, or what else was asked; after <c>method=</c> was heard.</summary>
    public string Method { get; set; } = http.Request.Method;

    /// <summary>The path taken apart.</summary>
    public GraphPath Path { get; set; }

    /// <summary>The version asked for; the newest where none is.</summary>
    public ApiVersion Version { get; set; } = ApiVersion.Newest;

    /// <summary>The parameters of query and body.</summary>
    public GraphParameters Parameters { get; set; } = null!;

    /// <summary>Whether it came in by the Instagram-login door: that host, or a token of it.</summary>
    public bool InstagramLogin { get; set; }

    /// <summary>The token as the client gave it; null until one was accepted.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Whose token it is; null until one was accepted.</summary>
    public TokenIdentity? Token { get; set; }

    /// <summary>The app that calls. Set with <see cref="Token"/>.</summary>
    public AppRecord App { get; set; } = null!;

    /// <summary>The page the token acts for; null for an app's own token.</summary>
    public PageRecord? Page { get; set; }

    /// <summary>The app's installation on that page.</summary>
    public InstallRecord? Install { get; set; }

    /// <summary>What the path's node is.</summary>
    public NodeKind Node { get; set; }

    /// <summary>The person, where <see cref="Node"/> is one.</summary>
    public ContactRecord? Contact { get; set; }

    /// <summary>The label, where <see cref="Node"/> is one.</summary>
    public LabelRecord? Label { get; set; }

    /// <summary>What the area that claimed <see cref="Node"/> found behind it; null where nothing is kept.</summary>
    public object? Found { get; set; }

    /// <summary>The batch it is part of; null for a call that came alone.</summary>
    public Surroundings? Around { get; init; }

    /// <summary>As how many calls it counts; 0 for the envelope of calls that count themselves.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>The page's id; only for a page's or an Instagram token.</summary>
    public PageId PageId => Token!.Value.Page;

    /// <summary>Whether the caller wants to read the decision behind a refusal.</summary>
    public bool Explain => Http.Request.Headers.TryGetValue(ExplainHeader, out var asked) && asked == "1";

    /// <summary>The header that asks for the decision, with the value <c>1</c>.</summary>
    public const string ExplainHeader = "X-Parley-Explain";

    /// <summary>The same call about another node.</summary>
    /// <param name="node">The node; what the path names after the version is its edge.</param>
    public GraphCall About(string node)
    {
        var other = (GraphCall)MemberwiseClone();
        other.Path = new GraphPath(Path.Version, node, Path.Node, null);
        return other;
    }

    /// <summary>Whether the app was granted a permission.</summary>
    public bool Granted(string permission) => App.Permissions is not { } granted || granted.Contains(permission);
}
