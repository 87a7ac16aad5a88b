using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

/// <summary>Which message is the first one after a click on an ad, in whatever order the two are heard.</summary>
public sealed class AdClickTests
{
    [Fact]
    public void Only_the_first_message_after_the_click_opens_the_seven_days() => SendTable.Holds("""
        edition     given                                             send      outcome
        2026-09-28  ad_click 7d, message 6d                           RESPONSE  accept ad
        2026-09-28  ad_click 9d, message 8d, message 2d               RESPONSE  refuse outside_window
        2026-09-28  ad_click 9d, message:ad 8d, message 2d            RESPONSE  refuse outside_window
        2026-09-28  ad_click 9d, message 8d, message 2d, ad_click 9d  RESPONSE  refuse outside_window
        2026-09-28  ad_click 9d, message 8d, ad_click 3d, message 2d  RESPONSE  accept ad
        2026-09-28  ad_click 3d, tap 2d                               RESPONSE  refuse outside_window
        """);

    [Fact]
    public void A_click_that_is_heard_of_after_the_message_that_followed_it_counts() => SendTable.Holds("""
        edition     given                                send      outcome
        2026-09-28  message 2d, ad_click 3d              RESPONSE  accept ad
        2026-09-28  message 3d, ad_click 2d              RESPONSE  refuse outside_window
        2026-09-28  message 4d, ad_click 3d, message 2d  RESPONSE  accept ad
        """);

    [Fact]
    public void A_message_heard_before_the_click_of_its_millisecond_was_written_before_it() => SendTable.Holds("""
        edition     given                                send      outcome
        2026-09-28  message 2d, ad_click 2d              RESPONSE  refuse outside_window
        2026-09-28  message 3d, ad_click 3d, message 2d  RESPONSE  accept ad
        2026-09-28  ad_click 2d, message 2d              RESPONSE  accept ad
        """);
}
