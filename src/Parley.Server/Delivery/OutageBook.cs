using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>Since when an app has not taken anything of a page, for every page it fails.</summary>
/// <remarks>Not thread-safe; its outbox guards it.</remarks>
internal sealed class OutageBook(long app, OutageRule rule, Unsaved unsaved)
{
    private readonly Dictionary<PageId, Outage> outages = [];

    /// <summary>When something is to be done about an outage next.</summary>
    public Instant? NextAt()
    {
        var next = default(Instant?);
        foreach (var outage in outages.Values)
        {
            var at = rule.NextAt(Since(outage), outage.Alerted);
            if (next is null || at < next) next = at;
        }

        return next;
    }

    /// <summary>Puts back what was written down before a restart.</summary>
    public void Load(Outage outage) => outages[new PageId(outage.Page)] = outage;

    /// <summary>A delivery failed.</summary>
    /// <returns>Whether an outage began with it.</returns>
    public bool Failed(PageId page, Instant now)
    {
        if (outages.ContainsKey(page)) return false;
        Set(page, new Outage(app, page.Value, Moment.Of(now), Alerted: false));
        return true;
    }

    /// <summary>A delivery was taken, or nothing is owed any more.</summary>
    public void Over(PageId page)
    {
        if (outages.Remove(page)) unsaved.Set(page, null);
    }

    /// <summary>Nothing is owed any more.</summary>
    public void Clear()
    {
        foreach (var page in outages.Keys.ToArray()) Over(page);
    }

    /// <summary>Raises the alerts that are due.</summary>
    /// <returns>The pages the app is to be unsubscribed from.</returns>
    public IReadOnlyList<PageId> Judge(Instant now)
    {
        var disabled = new List<PageId>();
        foreach (var (page, outage) in outages.ToArray())
        {
            switch (rule.At(Since(outage), outage.Alerted, now))
            {
                case OutageStep.Alert:
                    Set(page, outage with { Alerted = true });
                    Tell(page, now, "failing", $"{Failing(page, outage)}.");
                    break;
                case OutageStep.Disable:
                    Over(page);
                    disabled.Add(page);
                    Tell(page, now, "disabled", $"{Failing(page, outage)}: {Disabled}");
                    break;
                case OutageStep.Wait:
                    break;
            }
        }

        return disabled;
    }

    /// <summary>What happened to the app, for the developer.</summary>
    public const string Disabled =
        "the app was unsubscribed from the page and what it was owed is dropped. Subscribe again to begin afresh.";

    private void Tell(PageId page, Instant now, string kind, string text) =>
        unsaved.Add(new DeliveryAlert(app, page.Value, Moment.Of(now), kind, text));

    private void Set(PageId page, Outage outage)
    {
        outages[page] = outage;
        unsaved.Set(page, outage);
    }

    private string Failing(PageId page, Outage outage) => string.Create(
        CultureInfo.InvariantCulture,
        $"Webhooks of app {app} for page {page} have failed without a break since "
        + $"{InstantPattern.ExtendedIso.Format(Since(outage))}");

    private static Instant Since(Outage outage) => Instant.FromUnixTimeMilliseconds(outage.Since.Milliseconds);
}
