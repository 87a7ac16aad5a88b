using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class KnownRecipientTests
{
    [Fact]
    public void Nobody_writes_to_a_stranger() => SendTable.Holds("""
        channel    feature  given                   kind       type         tag          outcome
        messenger  no       nothing                 message    RESPONSE     -            refuse recipient_unknown
        instagram  no       nothing                 message    RESPONSE     -            refuse recipient_unknown
        messenger  yes      nothing                 message    MESSAGE_TAG  HUMAN_AGENT  refuse recipient_unknown
        messenger  no       nothing                 action     RESPONSE     -            refuse recipient_unknown
        messenger  no       nothing                 mark_seen  RESPONSE     -            refuse recipient_unknown
        messenger  no       nothing                 message    MESSAGE_TAG  NO_SUCH_TAG  refuse tag_unknown
        messenger  no       bot_wrote 1h            message    RESPONSE     -            refuse recipient_unknown
        messenger  no       block 1h                message    RESPONSE     -            refuse recipient_unknown
        """);

    [Fact]
    public void Whoever_stands_in_an_event_the_page_hears_of_is_known() => SendTable.Holds("""
        channel    given             outcome
        messenger  read 1h           refuse outside_window
        messenger  comment 1h        refuse outside_window
        instagram  comment 1h        refuse outside_window
        messenger  notify_me 1h      refuse outside_window
        messenger  subscription 1h   refuse outside_window
        messenger  message 400d      refuse outside_window
        """);

    [Fact]
    public void What_the_page_never_hears_of_makes_nobody_known() => SendTable.Holds("""
        given                   outcome
        ad_click 1h             refuse recipient_unknown
        link_tap 1h             refuse recipient_unknown
        bare_messenger_link 1h  refuse recipient_unknown
        """);

    [Fact]
    public void Whoever_wrote_on_one_channel_is_a_stranger_on_the_other()
    {
        var state = Given.State("message 1h", Channel.Messenger);
        var request = new SendRequest(Channel.Instagram, SendKind.Message, MessagingType.Response, null, Author.Bot);
        var outcome = SendTable.Edition.Decide(in state, Standing.Plain, in request, Given.Now);
        Assert.Equal("refuse recipient_unknown", SendTable.Print(in outcome));
    }
}
