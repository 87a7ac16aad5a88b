using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// One private message in answer to a comment or a visitor post, within seven days, whatever the window says.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform and Instagram "Private replies", and their changelogs. That the
/// bound is inclusive, and which code a late reply gets on Messenger, is our reading; so is that a comment under an ad
/// or a broadcast of a Page is one under a post. On Instagram live comments only while the broadcast runs.
/// </remarks>
/// <param name="Reach">How long after the comment.</param>
/// <param name="Messenger">The places that may be answered on Messenger in this edition.</param>
/// <param name="Instagram">The places that may be answered on Instagram in this edition.</param>
/// <param name="TextOnly">The era before 2019-09-30: text and nothing else.</param>
/// <param name="InstagramTag">How HUMAN_AGENT stands to a private reply on Instagram.</param>
public sealed record PrivateReply(
    Duration Reach,
    PlaceSet Messenger,
    PlaceSet Instagram,
    bool TextOnly,
    InstagramReplyTag InstagramTag) : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "private_reply";

    private static readonly Verdict Tagged = Verdict.Deny(Reason.TagUnexpected);
    private static readonly Verdict NoSuchTag = Verdict.Deny(Reason.ChannelUnfit);
    private static readonly Verdict Unfit = Verdict.Deny(Reason.ContentUnfit);
    private static readonly Verdict NotGranted = Verdict.Deny(Reason.FeatureMissing);
    private static readonly Verdict Unknown = Verdict.Deny(Reason.CommentUnknown);
    private static readonly Verdict Removed = Verdict.Deny(Reason.CommentRemoved);
    private static readonly Verdict Used = Verdict.Deny(Reason.AlreadyReplied);
    private static readonly Verdict Impossible = Verdict.Deny(Reason.ReplyImpossible);

    private static readonly ImmutableArray<string> Needed = ["comment"];
    private static readonly ImmutableArray<string> NeededWithTag = ["comment", "tag:" + HumanAgent.Tag];

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.IsPrivateReply;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        ref readonly var request = ref asked.Request;
        if (OfTag(in request) is { } denied) return denied;
        if (TextOnly && request.Form is not Form.Text) return Unfit;
        if (asked.Thread.Channel != request.Channel) return Unknown;
        if (asked.Thread.Promises.CommentOf(request.Named) is not { At.Happened: true } comment) return Unknown;
        if (!Places(request.Channel).Includes(comment.Place)) return Unknown;
        if (NeedsTag(request.Channel) && !request.Tagged) return NotGranted;
        if (comment.Removed.Happened) return Removed;
        if (comment.ByPage) return Impossible;
        if (comment.Replied.Happened) return Used;
        return InTime(in asked, in comment) ? Verdict.Allow : Impossible;
    }

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        var needs = NeedsTag(asked.Thread.Channel) ? NeededWithTag : Needed;
        if (asked.Thread.Promises.Comments.Count == 0) return null;
        Comment? best = null;
        var last = Moment.Never;
        foreach (var comment in asked.Thread.Promises.Comments)
        {
            if (!Answerable(in asked, in comment)) continue;
            var end = LastOf(in asked, in comment);
            if (best is not null && last.Happened ? end.Happened && end <= last : best is not null) continue;
            (best, last) = (comment, end);
        }

        if (best is not { } open) return LaneReport.Shut(Name, new Why.NothingPromised(), needs);
        Moment? until = last.Happened ? last : null;
        return new LaneReport(Name, true, open.At, until, null, new Why.Promised(open.At), needs);
    }

    private bool Answerable(in Case asked, in Comment comment) =>
        comment is { At.Happened: true, Removed.Happened: false, ByPage: false, Replied.Happened: false }
        && Places(asked.Thread.Channel).Includes(comment.Place)
        && InTime(in asked, in comment);

    private bool InTime(in Case asked, in Comment comment)
    {
        var last = LastOf(in asked, in comment);
        return !last.Happened || asked.Now <= last;
    }

    // The last moment at which it may be answered; never = no end is known.
    private Moment LastOf(in Case asked, in Comment comment)
    {
        if (asked.Thread.Channel is Channel.Messenger || comment.Place is not CommentPlace.Live)
            return new Window(comment.At, Reach).End;
        return comment.Media is { } media && asked.Standing.EndedBroadcasts.TryGetValue(media, out var ended)
            ? ended.Plus(-1)
            : Moment.Never;
    }

    private PlaceSet Places(Channel channel) => channel is Channel.Instagram ? Instagram : Messenger;

    private bool NeedsTag(Channel channel) =>
        channel is Channel.Instagram && InstagramTag is InstagramReplyTag.Required;

    private Verdict? OfTag(in SendRequest request)
    {
        if (!request.Tagged) return null;
        if (request.Channel is Channel.Messenger) return Tagged;
        if (request.Tag is not HumanAgent.Tag) return NoSuchTag;
        return InstagramTag is InstagramReplyTag.Refused ? Tagged : null;
    }
}

/// <summary>How HUMAN_AGENT stands to a private reply on Instagram.</summary>
public enum InstagramReplyTag : byte
{
    /// <summary>Needed, until 2021-08-05.</summary>
    Required = 0,

    /// <summary>Taken, until 2021-09-13.</summary>
    Allowed = 1,

    /// <summary>Refused, since 2021-09-14.</summary>
    Refused = 2,
}

/// <summary>A set of places a comment may stand in.</summary>
/// <param name="Bits">One bit a place.</param>
public readonly record struct PlaceSet(int Bits)
{
    /// <summary>The set of the given places.</summary>
    public static PlaceSet Of(params ReadOnlySpan<CommentPlace> places)
    {
        var bits = 0;
        foreach (var place in places) bits |= 1 << (int)place;
        return new PlaceSet(bits);
    }

    /// <summary>Whether it holds a place.</summary>
    public bool Includes(CommentPlace place) => (Bits & (1 << (int)place)) != 0;
}
