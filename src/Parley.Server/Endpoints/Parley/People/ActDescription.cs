using System.Text.Json;
using NodaTime;

namespace Parley.Server.Endpoints.V1;

/// <summary>Every field of every act, for the OpenAPI document; requests are read by the act they name.</summary>
internal sealed record ActDescription
{
    /// <summary>The page it is done towards.</summary>
    public required long Page { get; init; }

    /// <summary><c>messenger</c> (if absent) or <c>instagram</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>What is done.</summary>
    public required string Act { get; init; }

    /// <summary>When, in the platform's time; now if absent.</summary>
    public Instant? At { get; init; }

    /// <summary>What is written.</summary>
    public string? Text { get; init; }

    /// <summary>What is attached.</summary>
    public ActAttachment? Attachment { get; init; }

    /// <summary>The message answered inline.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The message the act is about.</summary>
    public string? Mid { get; init; }

    /// <summary>The button tapped: its title, or its index from 0.</summary>
    public JsonElement? Button { get; init; }

    /// <summary>The menu item or ice breaker tapped: its title or question, or its index from 0.</summary>
    public JsonElement? Item { get; init; }

    /// <summary>The quick reply tapped: its title, or its index from 0.</summary>
    public string? Reply { get; init; }

    /// <summary>The payload of a quick reply or button.</summary>
    public string? Payload { get; init; }

    /// <summary>The title of a button named by its payload.</summary>
    public string? Title { get; init; }

    /// <summary>The ref of a link, an ad or a web plugin.</summary>
    public string? Ref { get; init; }

    /// <summary>Of a message: the ad clicked before it. Of a comment: the ad it stands under.</summary>
    public ActAd? Ad { get; init; }

    /// <summary>The ad clicked.</summary>
    public string? AdId { get; init; }

    /// <summary>The site's own reference of a checkbox; a new one if absent.</summary>
    public string? UserRef { get; init; }

    /// <summary>The post commented on or removed, or the broadcast that ends; the page's own if absent.</summary>
    public string? Post { get; init; }

    /// <summary>The comment answered.</summary>
    public string? Parent { get; init; }

    /// <summary>The comment removed.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether the comment stands in the page's broadcast.</summary>
    public bool? Live { get; init; }

    /// <summary>Whether it stands under the page's reel.</summary>
    public bool? Reel { get; init; }

    /// <summary>Whether it stands in the page's group.</summary>
    public bool? Group { get; init; }

    /// <summary>Whether it stands under the account's story.</summary>
    public bool? Story { get; init; }

    /// <summary>Whether it stands under the page's ad.</summary>
    public bool? AdPost { get; init; }

    /// <summary>True = the comment is written in the page's own name; an id = in that page's.</summary>
    public JsonElement? AsPage { get; init; }

    /// <summary>Where the media of a story is.</summary>
    public string? Url { get; init; }

    /// <summary>A reaction's name.</summary>
    public string? Reaction { get; init; }

    /// <summary>A reaction's characters.</summary>
    public string? Emoji { get; init; }

    /// <summary>The token of the notifications stopped or resumed.</summary>
    public string? Token { get; init; }

    /// <summary>Their topic, in place of the token.</summary>
    public string? Topic { get; init; }

    /// <summary>The token a tap on a log-in button gave.</summary>
    public string? AccountLinkingToken { get; init; }

    /// <summary>What the business calls the person's account.</summary>
    public string? AuthorizationCode { get; init; }

    /// <summary>The answers to a survey, by the ids of its questions: scores, or text.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Answers { get; init; }

    /// <summary>Words added to the answers, where a question asks for them.</summary>
    public string? FollowUp { get; init; }
}

/// <summary>A picture, film, sound or file at an address.</summary>
/// <param name="Type"><c>image</c>, <c>video</c>, <c>audio</c> or <c>file</c>.</param>
/// <param name="Url">An http or https address.</param>
internal sealed record ActAttachment(string Type, string Url);

/// <summary>An ad.</summary>
/// <param name="AdId">Its decimal id.</param>
/// <param name="Ref">What the advertiser put behind it; of a message only.</param>
/// <param name="Title">What it says.</param>
internal sealed record ActAd(string AdId, string? Ref, string? Title);
