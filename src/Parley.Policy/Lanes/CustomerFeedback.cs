using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// A survey in the feedback template, and nothing else, for seven days after the person's last message or tap.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Customer feedback template"; Messenger only.</remarks>
/// <param name="Survey">What else may bar a survey.</param>
/// <param name="Reach">How long.</param>
public sealed record CustomerFeedback(SurveyForm Survey, Duration Reach) : Lane("customer_feedback", LaneRole.Called)
{
    /// <summary>The tag that claims this lane.</summary>
    public const string Tag = "CUSTOMER_FEEDBACK";

    private static readonly Verdict Unfit = Verdict.Deny(Reason.ContentUnfit);
    private static readonly Verdict Elsewhere = Verdict.Deny(Reason.ChannelUnfit);

    private static readonly ImmutableArray<string> Needed = ["tag:" + Tag, "template:customer_feedback"];

    /// <inheritdoc/>
    public override bool GoesUnderTag => true;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Channel is Channel.Instagram) return Elsewhere;
        if (asked.Request.Form is not Form.Survey) return Unfit;
        return Since(in asked.Thread).Contains(asked.Now) ? Verdict.Allow : Verdict.Pass;
    }

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.CallsFor(Tag);

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        if (asked.Thread.Channel is Channel.Instagram) return null;
        var report = LaneReport.Of(Name, Since(in asked.Thread), Openers.MessageOrTap, asked.Now, Needed);
        return report.Open && Survey.BarredBy(in asked) is { } reason ? report.ShutBy(reason) : report;
    }

    /// <inheritdoc/>
    public override Moment ClosesAt(in ThreadState thread) =>
        thread.Channel is Channel.Instagram ? Moment.Never : Since(in thread).End;

    private Window Since(in ThreadState thread) => new(thread.Clocks.MessageOrTap, Reach);
}
