using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>What an operation answers: a body, or an error. Closed.</summary>
internal abstract record GraphReply
{
    /// <summary><c>{"success":true}</c>.</summary>
    public static readonly GraphReply Success = new Body("""{"success":true}"""u8.ToArray());

    // Answers are shown as they were typed: names of people are no escapes.
    internal static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"id":"…"}</c> of what was made.</summary>
    public static GraphReply Id(long id) =>
        new Body(System.Text.Encoding.ASCII.GetBytes(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $$"""{"id":"{{id}}"}""")));

    private GraphReply()
    {
    }

    /// <summary>An error without a decision behind it.</summary>
    public static GraphReply Bad(GraphError error) => new Fault(error);

    /// <summary>A row of the catalogue as an error.</summary>
    public static GraphReply Bad(string row, params ReadOnlySpan<string> arguments) =>
        new Fault(GraphErrors.Get(row, arguments));

    /// <summary>
    /// What the platform says of a node the token may not see, or that does not do what was asked of it.
    /// </summary>
    public static GraphReply NoSuchObject(GraphCall call) =>
        Bad("object_unknown", call.Method.ToLowerInvariant(), call.Path.Node!);

    /// <summary>Status 200.</summary>
    /// <param name="Json">UTF-8 JSON.</param>
    public sealed record Body(ReadOnlyMemory<byte> Json) : GraphReply;

    /// <summary>An error.</summary>
    /// <param name="Error">As the main host words it.</param>
    /// <param name="Because">The decision behind it, shown to those who ask; null if there is none.</param>
    public sealed record Fault(GraphError Error, Explained? Because = null) : GraphReply;
}

/// <summary>A decision with what it takes to print it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Id">Its id.</param>
/// <param name="Channel">The thread's channel.</param>
/// <param name="Sentences">The caller's language, naming page and person.</param>
internal sealed record Explained(Decision Decision, string Id, Channel Channel, Sentences Sentences)
{
    /// <summary>Prints it as <c>/_parley</c> does.</summary>
    public void Write(Utf8JsonWriter json) => DecisionJson.Write(json, Decision, Id, Channel, Sentences);
}
