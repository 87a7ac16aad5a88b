namespace Parley.Policy;

/// <summary>Who wrote a message: the promise the human-agent lane rests on.</summary>
public enum Author : byte
{
    /// <summary>A program.</summary>
    Bot = 0,

    /// <summary>A person working for the page.</summary>
    Human = 1,
}

/// <summary>The platform's <c>messaging_type</c>.</summary>
public enum MessagingType : byte
{
    /// <summary>The request names none: RESPONSE, or MESSAGE_TAG where it carries a tag.</summary>
    Absent = 0,

    /// <summary>An answer inside the window.</summary>
    Response = 1,

    /// <summary>Not an answer, but inside the window.</summary>
    Update = 2,

    /// <summary>Outside the window under a tag.</summary>
    MessageTag = 3,

    /// <summary>An approved utility template.</summary>
    Utility = 4,
}

/// <summary>What a request asks the platform to do in the thread.</summary>
public enum SendKind : byte
{
    /// <summary>A message the person will see.</summary>
    Message = 0,

    /// <summary>A sender action that needs an open lane: typing, a reaction put or taken back.</summary>
    Action = 1,

    /// <summary>The sender action <c>mark_seen</c>, which is always allowed.</summary>
    MarkSeen = 2,
}

/// <summary>What a page asks for, as far as the policy cares. The content stays with the shell.</summary>
/// <param name="Channel">The channel it is addressed on.</param>
/// <param name="Kind">Message or sender action.</param>
/// <param name="Type">The messaging type as the request spells it.</param>
/// <param name="Tag">The tag in upper case, or null.</param>
/// <param name="Author">Who wrote it.</param>
public readonly record struct SendRequest(
    Channel Channel, SendKind Kind, MessagingType Type, string? Tag, Author Author)
{
    /// <summary>Whether the request claims an exception by a tag.</summary>
    public bool Tagged => Tag is not null;

    /// <summary>
    /// Whether the request calls for no lane by name: any lane that is open by time may carry it. The opposite is a
    /// tag,
    /// or a type that is a lane of its own.
    /// </summary>
    public bool Plain => Tag is null && Type is not MessagingType.Utility;
}
