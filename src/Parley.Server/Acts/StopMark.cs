using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Server.Content;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// Marks a row in which a person says nothing but a stop word. The mark is stored with the row: what a word meant when
/// it was said does not change with the words known later.
/// </summary>
internal sealed class StopMark(ContentDesk content)
{
    /// <summary>The stored body of an act, marked if it says stop.</summary>
    public byte[] On(EventKind kind, byte[] body) => kind switch
    {
        EventKind.Message => On(
            body, StoredJson.Default.MessageBody, said => said.Text, said => said with { SaysStop = true }),
        EventKind.Postback => On(
            body, StoredJson.Default.PostbackBody, said => said.Title, said => said with { SaysStop = true }),
        _ => body,
    };

    private byte[] On<T>(byte[] body, JsonTypeInfo<T> shape, Func<T, string?> text, Func<T, T> marked)
    {
        var said = JsonSerializer.Deserialize(body, shape)!;
        return content.IsStopWord(text(said)) ? JsonSerializer.SerializeToUtf8Bytes(marked(said), shape) : body;
    }
}
