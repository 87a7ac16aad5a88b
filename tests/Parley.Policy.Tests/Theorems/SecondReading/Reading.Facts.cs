using NodaTime;

namespace Parley.Policy.Tests.Theorems.SecondReading;

/// <summary>What the past says, looked up anew for every question.</summary>
internal sealed partial record Reading
{
    private static readonly string[] Union =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(' ');

    private static Instant Millisecond(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private IEnumerable<ThreadEvent.PersonActed> Acts(params PersonAct[] kinds) =>
        Past.OfType<ThreadEvent.PersonActed>().Where(act => kinds.Contains(act.Act));

    private IEnumerable<ThreadEvent.PageWrote> Sends() => Past.OfType<ThreadEvent.PageWrote>();

    private Place Person() =>
        Past.OfType<ThreadEvent.PersonPlaced>().Select(placed => placed.Place).LastOrDefault(Place.Unknown);

    private bool InEurope() => Page.EuropeanPrivacy || European(Person().Country) || European(Page.Place.Country);

    private bool InJapan() => !InEurope() && (Person().Country == "JP" || Page.Place.Country == "JP");

    private static bool European(string? country) =>
        Union.Contains(country) || country is "NO" or "IS" or "LI" or "GB";

    private bool WhereRecurringLives() =>
        Union.Contains(Person().Country) || Person().Country is "AU" or "JP" or "KR" or "GB";

    private bool Restricted(string lane, Channel channel, Instant now) => Page.Restrictions.Span.ToArray().Any(one =>
        one.Lane == lane
        && (one.Channel ?? channel) == channel
        && one.From.ToInstant() <= now
        && (one.Until.ToInstant() is not { } until || now < until));

    private bool Knows(Channel channel) => Past.Any(happened => happened switch
    {
        ThreadEvent.PersonActed acted => acted.Channel == channel && Heard(acted.Act),
        ThreadEvent.Commented commented => commented.Channel == channel,
        ThreadEvent.OneTimeOptIn optedIn => optedIn.Channel == channel,
        ThreadEvent.RecurringOptIn optedIn => optedIn.Channel == channel,
        _ => false,
    });

    private static bool Heard(PersonAct act) =>
        act is not (PersonAct.AdClick or PersonAct.LinkTap or PersonAct.BareMessengerLink);

    private bool Blocks()
    {
        var (byPerson, byPage) = (false, false);
        foreach (var happened in Past)
        {
            if (happened is ThreadEvent.PageBlockChanged changed) byPage = changed.Blocks;
            if (happened is ThreadEvent.Blocked) byPerson = true;
            if (happened is ThreadEvent.Unblocked or ThreadEvent.OneTimeOptIn or ThreadEvent.RecurringOptIn)
                byPerson = false;
            if (happened is ThreadEvent.PersonActed { Act: not (PersonAct.Read or PersonAct.Comment) } acted
                && Heard(acted.Act))
                byPerson = false;
        }

        return byPerson || byPage;
    }

    private IEnumerable<Instant> Openings(Channel channel) => Past.OfType<ThreadEvent.PersonActed>()
        .Where(act => act.Channel == channel)
        .Where(act => channel is Channel.Instagram ? OpensOnInstagram(act.Act) : OpensOnMessenger(act.Act))
        .Select(act => Millisecond(act.At));

    private static bool OpensOnInstagram(PersonAct act) =>
        act is PersonAct.Message or PersonAct.Tap or PersonAct.Reaction or PersonAct.InstagramLink;

    private bool OpensOnMessenger(PersonAct act) => act switch
    {
        PersonAct.Message or PersonAct.Tap or PersonAct.MessageRequestAccepted => true,
        PersonAct.PluginOptIn => !LinksAreOff(),
        PersonAct.MessengerLink => Day >= new LocalDate(2020, 3, 4) && !LinksAreOff(),
        PersonAct.Reaction => Day >= new LocalDate(2020, 3, 4) && !OffHere(new LocalDate(2022, 4, 18)),
        PersonAct.LoginConnect => Day >= new LocalDate(2021, 9, 1),
        _ => false,
    };

    private bool LinksAreOff() => OffHere(new LocalDate(2021, 4, 19));

    // Switched off in the privacy regions, up to and including a last day.
    private bool OffHere(LocalDate last) => Day <= last
        && ((InEurope() && Day >= new LocalDate(2020, 12, 16)) || (InJapan() && Day >= new LocalDate(2021, 3, 30)));

    private bool StandardIsOpen(Channel channel, Instant now) =>
        Openings(channel).Any(at => now <= at + Duration.FromHours(24));

    private bool AdWindowIsOpen(Instant now) => Day >= new LocalDate(2026, 9, 28)
        && FirstAfterAds().Any(at => now <= at + Duration.FromDays(7));

    private IEnumerable<Instant> FirstAfterAds()
    {
        var clicked = false;
        Instant? click = null;
        foreach (var act in Past.OfType<ThreadEvent.PersonActed>())
        {
            // A click within the millisecond of the last one is that click once more.
            if (act.Act is PersonAct.AdClick && act.At != click) (clicked, click) = (true, act.At);
            if (act.Act is not PersonAct.Message) continue;
            if (clicked || act.FollowsAd) yield return Millisecond(act.At);
            clicked = false;
        }
    }

    private bool OneMoreIsLeft(SendRequest send, Instant now)
    {
        if (Day >= new LocalDate(2020, 3, 4) || StandardIsOpen(send.Channel, now)) return false;
        if (send is not { Kind: SendKind.Message, Address: Address.Person }) return false;
        var opened = Openings(send.Channel).ToList();
        return opened.Count > 0 && !Sends().Any(one => one.Lane == "plus_one" && one.At > opened.Max());
    }
}
