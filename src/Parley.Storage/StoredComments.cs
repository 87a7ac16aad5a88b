using System.Text.Json.Serialization;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>The stored shape of <see cref="EventKind.Comment"/>.</summary>
public sealed record CommentBody
{
    /// <summary>The post, reel or broadcast it stands under, as the wire spells its id.</summary>
    public string Post { get; init; } = "";

    /// <summary>Where it stands.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<CommentPlace>))]
    public CommentPlace Place { get; init; }

    /// <summary>The comment it answers, as the wire spells its id; null = the post itself.</summary>
    public string? Parent { get; init; }

    /// <summary>What was written.</summary>
    public string? Text { get; init; }

    /// <summary>The author's name; on Instagram the user name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether a page wrote it: the thread's person is then that page's id, or its account's.</summary>
    public bool ByPage { get; init; }

    /// <summary>The ad it stands under.</summary>
    public string? AdId { get; init; }

    /// <summary>The ad's title.</summary>
    public string? AdTitle { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.VisitorPost"/>.</summary>
public sealed record VisitorPostBody
{
    /// <summary>What was written.</summary>
    public string? Text { get; init; }

    /// <summary>The author's name.</summary>
    public string? Name { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.CommentRemoved"/>.</summary>
public sealed record CommentRemovedBody
{
    /// <summary>The row of the comment or post in this thread.</summary>
    public long Row { get; init; }

    /// <summary>What that row was; null for a visitor's post.</summary>
    public CommentBody? Comment { get; init; }

    /// <summary>The author's name.</summary>
    public string? Name { get; init; }
}

/// <summary>
/// The stored shape of <see cref="EventKind.PluginOptIn"/>, <see cref="EventKind.Checkbox"/> and
/// <see cref="EventKind.CheckboxTicked"/>.
/// </summary>
public sealed record OptInBody
{
    /// <summary>What the site put behind the plugin.</summary>
    public string? Ref { get; init; }

    /// <summary>The reference of a checkbox.</summary>
    public string? UserRef { get; init; }
}

/// <summary>A story of an Instagram account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where its media is.</param>
public sealed record StoryBody(string Id, string Url);
