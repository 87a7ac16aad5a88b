using System.Collections.Immutable;

namespace Parley.Policy.Lanes;

/// <summary>
/// News and subscription messages: approved pages until 2020-03-03, pages of the News Page Index since.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Page subscription messaging" and policy overview. No end was
/// ever announced; the lane stays open to registered pages in every edition.
/// </remarks>
/// <param name="Registered">Whether registration counts (since 2020-03-04), or approval (before).</param>
public sealed record News(bool Registered) : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "news";

    /// <summary>The tag that claims this lane.</summary>
    public const string Tag = "NON_PROMOTIONAL_SUBSCRIPTION";

    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);
    private static readonly Verdict NotRegistered = Verdict.Deny(Reason.NewsNotRegistered);

    private static readonly ImmutableArray<string> Needed = ["tag:" + Tag, "page:news"];

    /// <inheritdoc/>
    public override bool GoesUnderTag => true;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Channel is Channel.Instagram) return Unfit;
        return Granted(asked.Standing) ? Verdict.Allow : NotRegistered;
    }

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.CallsFor(Tag);

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        if (asked.Thread.Channel is Channel.Instagram || !asked.Thread.Known) return null;
        return Granted(asked.Standing)
            ? LaneReport.Endless(Name, new Why.NoTimeLimit(), Needed)
            : LaneReport.Shut(Name, new Why.DeniedFor(Reason.NewsNotRegistered), Needed);
    }

    private bool Granted(Standing standing) => Registered ? standing.NewsRegistered : standing.SubscriptionApproved;
}
