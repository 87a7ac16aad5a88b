using NodaTime;

namespace Parley.Policy.Tests.Theorems.SecondReading;

/// <summary>What the rules say of an accepted message, in the order of the book; advice in brackets.</summary>
internal sealed partial record Reading
{
    private IEnumerable<string> Findings(SendRequest send, string lane, Instant now)
    {
        if (lane is "human_agent" && send.Author is Author.Bot) yield return "automated";
        foreach (var rule in OfContent(send, lane)) yield return rule;
        if (FirstAfterLogin() && send.Tag is not null) yield return "purpose";
        string[] anywhere = ["card", "paylink", "digital", "health", "consent", "spam"];
        foreach (var code in anywhere.Where(code => Saw(send, code))) yield return code;
        if (StoppedBefore(send)) yield return "optout";
        if (Undisclosed(send, lane, now)) yield return ByLaw() ? "disclosure" : "(disclosure)";
        if (send.Channel is Channel.Instagram && Page is { Automated: true, HumanRoute: false })
            yield return "escalation";
    }

    private IEnumerable<string> OfContent(SendRequest send, string lane)
    {
        var underTag = send.Tag is not null && lane is not "news";
        var since2019 = Day >= new LocalDate(2019, 8, 29);
        if (underTag && Saw(send, "promo")) yield return "promo_tag";
        if (underTag && Saw(send, "upsell")) yield return "upsell";
        if (underTag && Saw(send, "cross_sell")) yield return "cross_sell";
        var noSurveyAtAll = since2019 && Day < new LocalDate(2021, 10, 1);
        var survey = Saw(send, "survey") || Saw(send, "survey.unrelated");
        var unrelated = Saw(send, "survey.unrelated")
            || (survey && !Acts(PersonAct.Message, PersonAct.Tap).Any());
        if (underTag && !noSurveyAtAll && unrelated) yield return "survey.unrelated";
        if (underTag && noSurveyAtAll && send.Tag is not "CUSTOMER_FEEDBACK" && survey)
            yield return "survey";
        if (since2019 && send.Tag is "CONFIRMED_EVENT_UPDATE" && Saw(send, "event.past")) yield return "event.past";
        if (since2019 && send.Tag is "CONFIRMED_EVENT_UPDATE" && Saw(send, "event.unregistered"))
            yield return "event.unregistered";
        if (since2019 && send.Tag is "ACCOUNT_UPDATE" && Saw(send, "recurring")) yield return "recurring";
        if (lane is "human_agent" && Saw(send, "off_topic")) yield return "unrelated";
        if (lane is "news" && Saw(send, "promo")) yield return "promo";
        if (lane is "news" && Saw(send, "third_party")) yield return "third_party";
        if (lane is "news" && Saw(send, "upsell")) yield return "upsell";
        if (lane is "utility" && Saw(send, "promo")) yield return "promo";
        if (send.Address is Address.OneTimeToken && Saw(send, "off_topic")) yield return "purpose";
        if (send.Form is Form.OneTimeRequest or Form.RecurringRequest && Saw(send, "incentive"))
            yield return "incentive";
    }

    private static bool Saw(SendRequest send, string code) =>
        !send.Noticed.IsDefault && send.Noticed.Any(signal => signal.Code == code);

    private bool FirstAfterLogin() =>
        Acts(PersonAct.LoginConnect).Any() && !Acts(PersonAct.Message, PersonAct.Tap).Any() && !Sends().Any();

    private bool StoppedBefore(SendRequest send)
    {
        var (out_, asked, answered) = (false, default(Instant), false);
        foreach (var happened in Past)
        {
            bool? stops = happened switch
            {
                ThreadEvent.OptOutChanged changed => changed.Out,
                ThreadEvent.PersonActed { Act: PersonAct.Message or PersonAct.Tap } acted => acted.SaysStop,
                _ => null,
            };
            if (stops is true)
            {
                // Said once more, later, it may be confirmed once more.
                answered = out_ && answered && happened.At == asked;
                (out_, asked) = (true, happened.At);
            }

            if (stops is false) (out_, answered) = (false, false);
            if (happened is ThreadEvent.PageWrote) answered |= out_;
        }

        return out_ && (answered || Saw(send, "promo"));
    }

    private bool ByLaw() => AsksForIt(Person()) || AsksForIt(Page.Place);

    private static bool AsksForIt(Place place) =>
        place.Country == "DE" || (place.Country == "US" && place.Region == "CA");

    private bool Undisclosed(SendRequest send, string lane, Instant now)
    {
        if (send.Author is not Author.Bot || lane is "sponsored") return false;
        if (send.Noticed.IsDefault || Saw(send, "discloses")) return false;
        var talk = Past.Where(happened =>
            happened is ThreadEvent.PersonActed { Act: PersonAct.Message or PersonAct.Tap }
                or ThreadEvent.PageWrote { Lane: not "sponsored" }).ToList();
        var last = talk.FindLastIndex(one => one is ThreadEvent.PageWrote { Request.Author: Author.Bot });
        if (last < 0) return true;
        var since = talk[last..];
        if (since.Exists(one => one is ThreadEvent.PageWrote { Request.Author: Author.Human })) return true;
        var words = since.Select(one => one.At).Append(now).ToList();
        return words.Zip(words.Skip(1), (before, after) => after - before).Any(gap => gap >= ADay);
    }
}
