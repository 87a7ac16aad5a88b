using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Policy.Rules;

/// <summary>
/// Automation says that it is automation: at the beginning of a thread, after a lapse, and when a human hands back to
/// it. Required where law asks for it (California, Germany), recommended elsewhere; never a refusal of the wire. What
/// nobody read cannot be found to lack it; the obligation is told all the same.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy overview, "Automated chats"; messenger.com help on
/// automated experiences. That a day's silence is the significant lapse, and only the first automated message after a
/// trigger is judged, is our reading.
/// </remarks>
/// <param name="Lapse">How long silence lasts before it is due again.</param>
/// <param name="Markets">Where law asks for it.</param>
public sealed record Disclosure(Duration Lapse, ValueList<Market> Markets) : Rule
{
    /// <summary>The rule's name.</summary>
    public const string Name = "disclosure";

    private readonly long lapse = (long)Lapse.TotalMilliseconds;

    /// <inheritdoc/>
    public override Finding? Find(in Case asked, string lane)
    {
        if (lane is Sponsored.LaneName || MomentOf(in asked) is not { } moment) return null;
        if (asked.Request.Noticed.IsDefault || Noticed(in asked, Signals.Disclosure) is not null) return null;
        return moment.FindingFor(MarketOf(in asked) is not null);
    }

    /// <inheritdoc/>
    public override Obligation? Due(in Case asked) =>
        MomentOf(in asked) is { } moment ? new Obligation(Name, moment.Name, MarketOf(in asked)) : null;

    // The person's before the page's: it is they who are told.
    private string? MarketOf(in Case asked) => MarketOf(asked.Thread.Place) ?? MarketOf(asked.Standing.Place);

    private string? MarketOf(Place place)
    {
        foreach (var market in Markets.Span)
        {
            if (market.Includes(place)) return market.Name;
        }

        return null;
    }

    private Trigger? MomentOf(in Case asked)
    {
        ref readonly var thread = ref asked.Thread;
        if (asked.Request is not { Author: Author.Bot, Kind: SendKind.Message }) return null;
        if (!thread.LastAutomated.Happened) return Trigger.Beginning;
        if (thread.LastByHuman.Happened) return Trigger.HumanToBot;
        return thread.Talk.LapsedBy(asked.Now, lapse) ? Trigger.Lapse : null;
    }

    private sealed record Trigger(string Name)
    {
        public static readonly Trigger Beginning = new("beginning");
        public static readonly Trigger Lapse = new("lapse");
        public static readonly Trigger HumanToBot = new("human_to_bot");

        private readonly Finding advise = new(Disclosure.Name, FindingLevel.Advise, Name);
        private readonly Finding violation = new(Disclosure.Name, FindingLevel.Violation, Name);

        public Finding FindingFor(bool required) => required ? violation : advise;
    }
}
