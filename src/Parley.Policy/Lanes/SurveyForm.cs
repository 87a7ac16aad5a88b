namespace Parley.Policy.Lanes;

/// <summary>
/// The customer feedback template, with or without its tag: from its day on, on Messenger, where no region bars it, and
/// one open survey a thread.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Customer feedback template" (beta of 2021-06-02, Europe and
/// Japan from 2021-09-14). That a second open survey is refused is our reading; nothing is published.
/// </remarks>
/// <param name="Exists">Whether the template exists in this edition.</param>
/// <param name="OffInEurope">Whether it is switched off in Europe and Japan.</param>
/// <param name="OneAtATime">Whether a second one waits until the first is answered or over.</param>
public sealed record SurveyForm(bool Exists, bool OffInEurope, bool OneAtATime) : Lane("survey_form", LaneRole.Guard)
{
    private static readonly Verdict Unknown = Verdict.Deny(Reason.LaneUnknown);
    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);
    private static readonly Verdict Off = Verdict.Deny(Reason.RegionOff);
    private static readonly Verdict Open = Verdict.Deny(Reason.SurveyOpen);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Form is not Form.Survey) return Verdict.Pass;
        return Exists && asked.Request.Channel is Channel.Instagram ? Unfit : OnMessenger(in asked);
    }

    /// <summary>What bars a survey on Messenger now, or null.</summary>
    public Reason? BarredBy(in Case asked) => (OnMessenger(in asked) as Verdict.Denied)?.Reason;

    private Verdict OnMessenger(in Case asked)
    {
        if (!Exists) return Unknown;
        if (OffInEurope && asked.Region is not Region.Elsewhere) return Off;
        return OneAtATime && asked.Thread.Promises.SurveyOpen(asked.Now) ? Open : Verdict.Pass;
    }
}
