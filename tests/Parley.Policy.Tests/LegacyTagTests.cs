using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>The tags of before 2020-03-04, each by its name.</summary>
public sealed class LegacyTagTests
{
    public static TheoryData<string> Legacy =>
    [
        "SHIPPING_UPDATE", "RESERVATION_UPDATE", "ISSUE_RESOLUTION", "APPOINTMENT_UPDATE", "GAME_EVENT",
        "TRANSPORTATION_UPDATE", "FEATURE_FUNCTIONALITY_UPDATE", "TICKET_UPDATE", "PAYMENT_UPDATE",
        "PERSONAL_FINANCE_UPDATE", "PAIRING_UPDATE", "APPLICATION_UPDATE", "CONFIRMED_EVENT_REMINDER",
        "COMMUNITY_ALERT", "BUSINESS_PRODUCTIVITY",
    ];

    [Theory, MemberData(nameof(Legacy))]
    public void A_legacy_tag_carries_a_message_long_after_the_window_until_its_last_day(string tag)
    {
        Assert.True(Sent(tag, new LocalDate(2020, 3, 3)).Accepted);
        Assert.Equal(Reason.TagUnknown, Sent(tag, new LocalDate(2020, 3, 4)).Reason);
    }

    private static Outcome Sent(string tag, LocalDate day)
    {
        var now = day.AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);
        var wrote = new ThreadEvent.PersonActed(now - Duration.FromDays(30), Channel.Messenger, PersonAct.Message);
        var thread = ThreadState.Evolve(ThreadState.Empty, wrote);
        var send = SendText.Read($"tag={tag}", Channel.Messenger);
        return EditionCatalogue.InForce(now).Decide(in thread, new Standing(Mode.Emulate, []), in send, now);
    }
}
