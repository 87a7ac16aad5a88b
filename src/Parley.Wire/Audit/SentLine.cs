using System.Runtime.InteropServices;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>A send as it was read. Used again for other sends.</summary>
internal sealed class SentLine
{
    /// <summary>When it was asked for.</summary>
    public Moment At { get; private set; }

    /// <summary>The page.</summary>
    public AuditedPage Page { get; private set; } = null!;

    /// <summary>The channel it names, or null.</summary>
    public Channel? Channel { get; private set; }

    /// <summary>Who wrote it, or null if the line does not say.</summary>
    public Author? Author { get; private set; }

    /// <summary>The paid lane it went by, or null.</summary>
    public string? Lane { get; private set; }

    /// <summary>The campaign of a sponsored message, or null.</summary>
    public string? Campaign { get; private set; }

    /// <summary>The app it names, or null.</summary>
    public string? App { get; private set; }

    /// <summary>Its message id as a hash, or 0.</summary>
    public ulong Mid { get; private set; }

    /// <summary>Whose checkbox reference it is addressed to, or 0.</summary>
    public long Guest { get; private set; }

    /// <summary>What was asked for, read for the channel it names, else for Messenger.</summary>
    public SentBody Body { get; } = new();

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Request { get; private set; }

    /// <summary>The message's bytes; empty for a sender action.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The value of its member.</param>
    /// <param name="bytes">The bytes it was parsed from.</param>
    /// <param name="cast">The pages known.</param>
    /// <exception cref="LogFault">It cannot be read.</exception>
    public void Read(JsonElement line, ReadOnlyMemory<byte> bytes, Cast cast)
    {
        At = line.RequiredAt("sent.at");
        Page = cast.Page(line.Page("page"u8, "sent.page"));
        var request = line.Member("request"u8);
        if (!request.IsObject()) throw new LogFault("`sent.request` must be a Send API body");
        Author = line.Word("author"u8) switch
        {
            null => null,
            "human" => Policy.Author.Human,
            "bot" => Policy.Author.Bot,
            _ => throw new LogFault("`sent.author` must be human or bot"),
        };
        Lane = line.Word("lane"u8);
        if (Lane is not (null or "sponsored" or "marketing"))
            throw new LogFault("`sent.lane` must be sponsored or marketing");
        Channel = line.ChannelOf("sent.channel");
        Campaign = line.Text("campaign"u8);
        App = line.Text("app"u8);
        Mid = line.Member("mid"u8).Hash();
        Body.Read(request, Channel ?? Policy.Channel.Messenger);
        Guest = Body is { Address: Address.UserRef, Named: { } guest } ? cast.Named("ref:" + guest) : 0;
        Request = BytesOf(request, bytes);
        Message = Body.Message.Exists() ? BytesOf(Body.Message, bytes) : default;
    }

    // A message may also stand as JSON text within a string: then its bytes are elsewhere.
    private static ReadOnlyMemory<byte> BytesOf(JsonElement element, ReadOnlyMemory<byte> line)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return line.Span.Overlaps(raw, out var offset) ? line.Slice(offset, raw.Length) : raw.ToArray();
    }
}
