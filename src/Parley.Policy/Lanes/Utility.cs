using System.Collections.Immutable;

namespace Parley.Policy.Lanes;

/// <summary>An approved utility template (order, account, appointment) at any time.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Utility messages" (2025; the day of the start is not published,
/// taken as 2025-09-01). Messenger only.
/// </remarks>
public sealed record Utility() : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "utility";

    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);
    private static readonly Verdict OtherType = Verdict.Deny(Reason.ContentUnfit);
    private static readonly Verdict NoTemplate = Verdict.Deny(Reason.TemplateUnknown);
    private static readonly Verdict NotApproved = Verdict.Deny(Reason.TemplateNotApproved);

    private static readonly ImmutableArray<string> Needed = ["template:utility"];

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) =>
        request.Type is MessagingType.Utility || request.Form is Form.Utility;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Channel is Channel.Instagram) return Unfit;
        if (asked.Request.Type is not MessagingType.Utility) return OtherType;
        if (asked.Request.Form is not Form.Utility || asked.Request.Title is null) return NoTemplate;
        if (asked.Standing.UnapprovedTemplates.Contains(asked.Request.Title)) return NotApproved;
        return asked.Standing.Templates?.Contains(asked.Request.Title) is false ? NoTemplate : Verdict.Allow;
    }

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        if (asked.Thread.Channel is Channel.Instagram || !asked.Thread.Known) return null;
        return asked.Standing.Templates is { Count: 0 }
            ? LaneReport.Shut(Name, new Why.DeniedFor(Reason.TemplateUnknown), Needed)
            : LaneReport.Endless(Name, new Why.NoTimeLimit(), Needed);
    }
}
