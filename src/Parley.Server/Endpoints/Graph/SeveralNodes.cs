using System.Buffers;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>GET /?ids=a,b</c> and <c>/{edge}?ids=a,b</c>: the same read of several nodes, each counted as a call of its own.
/// The first that fails fails the whole.
/// </summary>
/// <remarks>Source: developers.facebook.com, Graph API "Multiple ID read requests".</remarks>
internal sealed class SeveralNodes(GraphNodes nodes, GraphOperations operations)
{
    /// <summary>The parameter that names them.</summary>
    public const string Parameter = "ids";

    private const int MostIds = 50;

    /// <summary>Whether a path may be read for several nodes.</summary>
    public bool Fits(GraphPath path) =>
        path.Node is null || (path.Edge is null && !operations.IsRootEdge(path.Node) && operations.IsEdge(path.Node));

    /// <summary>Reads the nodes one after another.</summary>
    public async ValueTask<GraphReply> Run(GraphCall call)
    {
        if (call.Parameters.List(Parameter, out var error) is not { } asked) return GraphReply.Bad(error!);
        var ids = asked.Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length > MostIds) return GraphReply.Bad("ids_too_many", $"{MostIds}", $"{ids.Length}");
        call.Weight = ids.Length;

        var output = new ArrayBufferWriter<byte>(512);
        await using var json = new Utf8JsonWriter(output, GraphReply.Readable);
        json.WriteStartObject();
        foreach (var id in ids)
        {
            var one = call.About(id);
            await nodes.Resolve(one);
            if (one.Node is NodeKind.Unknown && !Psid.TryParse(id, out _)) return GraphReply.Bad("alias_unknown", id);
            var reply = await operations.Run(one);
            if (reply is not GraphReply.Body body) return reply;
            json.WritePropertyName(id);
            json.WriteRawValue(body.Json.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
        await json.FlushAsync();
        return new GraphReply.Body(output.WrittenMemory);
    }
}
