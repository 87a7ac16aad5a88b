using System.Text.Json;
using NodaTime;

namespace Parley.Server.Endpoints.V1;

/// <summary>A message as the person sees it.</summary>
internal sealed record MessageAnswer
{
    /// <summary>Its id.</summary>
    public required string Mid { get; init; }

    /// <summary>When it was sent.</summary>
    public required Instant At { get; init; }

    /// <summary><c>page</c> or <c>person</c>.</summary>
    public required string From { get; init; }

    /// <summary>The app that sent it.</summary>
    public long? AppId { get; init; }

    /// <summary>The persona it speaks as.</summary>
    public PersonaAnswer? Persona { get; init; }

    /// <summary>True on a sponsored message, which the person sees marked so.</summary>
    public bool? Sponsored { get; init; }

    /// <summary>Its text; of a tap the title of what was tapped.</summary>
    public string? Text { get; init; }

    /// <summary>Its media, as the wire spells them.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>Its template: the wire's <c>payload</c>.</summary>
    public JsonElement? Template { get; init; }

    /// <summary>The quick replies under it.</summary>
    public JsonElement? QuickReplies { get; init; }

    /// <summary>The message it answers inline.</summary>
    public MessageRef? ReplyTo { get; init; }

    /// <summary>Of the page's: the comment or post it answers privately.</summary>
    public ActivityRef? InReplyTo { get; init; }

    /// <summary>The reactions on it.</summary>
    public IReadOnlyList<MessageReaction>? Reactions { get; init; }

    /// <summary>Of the page's: when it reached the person.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>When the other side read it.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>True where the person changed its words; <see cref="Text"/> is the last of them.</summary>
    public bool? Edited { get; init; }

    /// <summary>True where the person took it back; nothing of it is left.</summary>
    public bool? Unsent { get; init; }
}

/// <summary>A persona as the person sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ProfilePictureUrl">Its picture.</param>
internal sealed record PersonaAnswer(string Id, string Name, string ProfilePictureUrl);

/// <summary>A comment or a visitor's post.</summary>
/// <param name="CommentId">The comment.</param>
/// <param name="PostId">The post.</param>
internal sealed record ActivityRef(string? CommentId, string? PostId);

/// <summary>A reaction on a message.</summary>
/// <param name="From"><c>page</c> or <c>person</c>.</param>
/// <param name="Reaction">Its name.</param>
/// <param name="Emoji">Its characters.</param>
internal sealed record MessageReaction(string From, string? Reaction, string? Emoji);
