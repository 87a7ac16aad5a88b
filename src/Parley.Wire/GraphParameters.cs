using System.Text;
using System.Text.Json;
using Parley.Wire.Decoding;

namespace Parley.Wire;

/// <summary>
/// The parameters of one Graph request, whichever way the client wrote them: JSON, a form whose values are JSON text or
/// bracket notation, multipart, the query string. The body goes before the query. Unknown parameters do no harm.
/// </summary>
/// <remarks>
/// Reads the body where it lies: the caller keeps the bytes unchanged until <see cref="Dispose"/>. Not thread-safe.
/// </remarks>
public sealed class GraphParameters : IDisposable
{
    /// <summary>Largest body read, in bytes; of a multipart body the part that is no file.</summary>
    public const int MostBodyBytes = 1024 * 1024;

    /// <summary>
    /// Largest multipart body read, in bytes: a file as large as the platform takes, and its company.
    /// </summary>
    public const int MostUploadBytes = (int)Media.MediaRules.MostBytes + MostBodyBytes;

    /// <summary>Most parameters of a form, of a query, and parts of a multipart body.</summary>
    public const int MostPairs = 1000;

    /// <summary>Deepest nesting of a value.</summary>
    public const int DeepestNesting = 32;

    private readonly JsonDocument? document;
    private readonly IReadOnlyList<NamedParam> bodyPairs;
    private readonly IReadOnlyList<NamedParam> queryPairs;

    private GraphParameters(JsonDocument? document, FormBody form, IReadOnlyList<NamedParam> queryPairs)
    {
        this.document = document;
        this.queryPairs = queryPairs;
        bodyPairs = form.Pairs;
        Files = form.Files;
    }

    /// <summary>The file parts of a multipart body.</summary>
    public IReadOnlyList<FilePart> Files { get; private set; }

    /// <summary>The parameter <c>method</c> in upper case if it names a verb of the Graph API, else null.</summary>
    public string? MethodOverride =>
        Text("method")?.ToUpperInvariant() is ("GET" or "POST" or "DELETE") and var verb ? verb : null;

    /// <summary>One parameter; a value without content (missing, null, empty text, empty list) is absent.</summary>
    public Param this[string name]
    {
        get
        {
            if (document is not null && document.RootElement.TryGetProperty(name, out var member))
            {
                var found = new Param(member);
                if (!found.IsAbsent) return found;
            }

            var inForm = Last(bodyPairs, name);
            return inForm.IsAbsent ? Last(queryPairs, name) : inForm;
        }
    }

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="contentType">The Content-Type header, or null: then the body's first character decides.</param>
    /// <param name="query">The query string as it came, with or without its question mark.</param>
    /// <param name="body">
    /// The body, at most <see cref="MostBodyBytes"/>, or <see cref="MostUploadBytes"/> of a multipart one.
    /// </param>
    public static Parsed<GraphParameters> Decode(string? contentType, string query, ReadOnlyMemory<byte> body)
    {
        var kind = BodyKinds.Of(contentType, body.Span);
        if (body.Length > MostUploadBytes && kind is BodyKind.Multipart)
            return new Parsed<GraphParameters>.Bad(GraphErrors.Get("attachment_too_large"));
        if (body.Length > MostBodyBytes && kind is not BodyKind.Multipart)
            return new Parsed<GraphParameters>.Bad(GraphErrors.Get("body_too_large", $"{MostBodyBytes}"));
        if (QueryPairs(query, out var queryPairs) is { } inQuery) return new Parsed<GraphParameters>.Bad(inQuery);

        var form = FormBody.Empty;
        JsonDocument? document = null;
        var error = kind switch
        {
            BodyKind.Json => JsonText.ParseBody(body, out document),
            BodyKind.Form => FormBody.ReadForm(body.Span, out form),
            BodyKind.Multipart => FormBody.ReadMultipart(contentType!, body, out form),
            _ => null,
        };
        return error is null
            ? new Parsed<GraphParameters>.Ok(new GraphParameters(document, form, queryPairs))
            : new Parsed<GraphParameters>.Bad(error);
    }

    /// <summary>Adds files that came beside the request, as those a batch holds for its items.</summary>
    public void Attach(IReadOnlyList<FilePart> files) => Files = [.. Files, .. files];

    /// <summary>A scalar as text (numbers and booleans as written); null if absent, or no scalar.</summary>
    public string? Text(string name)
    {
        // Looked at first: an absent value is the usual case, and the reader below would word an error about it.
        var value = this[name];
        return !value.IsAbsent && value.TryText(name, out var text, out _) ? text : null;
    }

    /// <summary>
    /// A list: a JSON array, its text, bracket notation or a comma list with or without blanks. Empty if absent; null
    /// with an error if it holds anything but scalars.
    /// </summary>
    public IReadOnlyList<string>? List(string name, out GraphError? error) => this[name].List(name, out error);

    /// <summary>Returns what the reading borrowed. Parameters must not be read afterwards.</summary>
    public void Dispose() => document?.Dispose();

    private static GraphError? QueryPairs(string query, out IReadOnlyList<NamedParam> pairs)
    {
        pairs = [];
        var start = query.StartsWith('?') ? 1 : 0;
        return query.Length <= start
            ? null
            : FormPairs.Read(Encoding.UTF8.GetBytes(query, start, query.Length - start), out pairs);
    }

    private static Param Last(IReadOnlyList<NamedParam> pairs, string name)
    {
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            if (pairs[i].Name == name) return pairs[i].Value;
        }

        return default;
    }
}
