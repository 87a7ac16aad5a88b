using System.Collections.Immutable;
using Parley.Policy;
using Parley.Wire.Media;

namespace Parley.Wire;

/// <summary>
/// A send as the request describes it, read and checked; whether it may go out is the kernel's matter.
/// </summary>
public sealed record SendEnvelope
{
    /// <summary>Whom it is addressed to.</summary>
    public required Addressee Recipient { get; init; }

    /// <summary>The channel it came in on.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Message, or which sort of sender action.</summary>
    public required SendKind Kind { get; init; }

    /// <summary>The messaging type as asked; <see cref="MessagingType.Absent"/> for a sender action.</summary>
    public MessagingType Type { get; init; }

    /// <summary>The tag in upper case, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// The request's <c>message</c> as normalised UTF-8 JSON: known members only, in a fixed order, absent ones left
    /// out, whatever encoding it came in. Owned by the envelope. Empty for a sender action.
    /// </summary>
    public ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>The sender action in lower case, or null for a message.</summary>
    public string? Action { get; init; }

    /// <summary>The message a <c>react</c> or <c>unreact</c> is about, else null.</summary>
    public string? ReactTo { get; init; }

    /// <summary>The reaction put by <c>react</c>, else null.</summary>
    public string? Reaction { get; init; }

    /// <summary>The message answered inline (<c>reply_to.mid</c>), or null.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The persona it speaks as, or null; whether the page has it is not known here.</summary>
    public long? Persona { get; init; }

    /// <summary><c>SILENT_PUSH</c> or <c>NO_PUSH</c>; null = regular.</summary>
    public string? Notification { get; init; }

    /// <summary>
    /// The message's <c>metadata</c>, echoed in <c>message_echoes</c>; also inside <see cref="Message"/>.
    /// </summary>
    public string? Metadata { get; init; }

    /// <summary>The content's form, as far as a lane asks for it.</summary>
    public Form Form { get; init; }

    /// <summary>The title of a notification request, the name and language of a utility template, else null.</summary>
    public string? Title { get; init; }

    /// <summary>How many days a survey stays open; 0 for anything else.</summary>
    public int SurveyDays { get; init; }

    /// <summary>
    /// What has bytes: media, and the attachments templates name. In the order of <see cref="Message"/>; usually empty.
    /// </summary>
    public ImmutableArray<MediaDemand> Media { get; init; } = [];

    /// <summary>The account's own post that an Instagram message shares, as the client named it, or null.</summary>
    public string? Shared { get; init; }

    /// <summary>The order number of a receipt, which a page gives once; null for anything else.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>What becomes of the thread once it is accepted (<c>thread_control</c>), or null if nothing.</summary>
    public ControlWish? Control { get; init; }

    /// <summary>What the kernel is asked.</summary>
    public SendRequest ToRequest(Author author) => new(Channel, Kind, Type, Tag, author)
    {
        Address = Recipient.Address,
        Named = Recipient.Named,
        Form = Form,
        Title = Title,
        SurveyDays = SurveyDays,
        AsPersona = Persona is not null,
    };
}
