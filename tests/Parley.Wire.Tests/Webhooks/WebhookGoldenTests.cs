using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Webhooks;

namespace Parley.Wire.Tests.Webhooks;

/// <summary>The exact bytes of every event, with both signatures: a difference breaks somebody's bot.</summary>
public sealed class WebhookGoldenTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const long Page = 100000000000001;
    private const long Instagram = 17841400000000001;
    private const long App = 500000000000005;
    private const long At = 1767225600123;

    private static readonly Psid Ann = new(7000000000000001);
    private static readonly Psid AnnOnInstagram = new(6000000000000001);

    private static readonly (string Name, Channel Channel, WebhookEvent Event)[] Events =
    [
        ("page-message", Channel.Messenger, new WebhookEvent.Message("m_1", "hi there", null, null, null)),
        ("page-message-escapes", Channel.Messenger,
            new WebhookEvent.Message("m_1", "äöå 😀 a/b \"c\" \\ \t 50% <ann@example.com>", null, null, null)),
        ("page-message-attachment", Channel.Messenger, new WebhookEvent.Message(
            "m_1",
            null,
            Json("""[{"type":"image","payload":{"url":"https://cdn.example/ä.jpg?a=1&b=2"}}]"""),
            null,
            null)),
        ("page-message-quick-reply", Channel.Messenger,
            new WebhookEvent.Message("m_1", "Red", null, "PICKED_RED", null)),
        ("page-message-reply", Channel.Messenger, new WebhookEvent.Message("m_2", "that one", null, null, "m_1")),
        ("page-echo-text", Channel.Messenger,
            new WebhookEvent.Echo(
                "m_3", App, Json("""{"text":"Hello","metadata":"opaque/1","quick_replies":[]}"""), null)),
        ("page-echo-reply", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json("""{"text":"Hello"}"""), "m_1")),
        ("page-echo-media", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"image","payload":{"url":"https://cdn.example/a.png","is_reusable":true}}}"""), null)),
        ("page-echo-reused", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"video","payload":{"attachment_id":"1857777774821032"}}}"""), null)),
        ("page-echo-media-fetched", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"image","payload":{"url":"https://a.example/a.png"}}}"""), null)
        {
            Urls = ["http://127.0.0.1:5280/_parley/media/100000000000001/1857777774821/a.png?oe=6950B1A0&oh=abc-_"],
        }),
        ("page-echo-reused-served", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"video","payload":{"attachment_id":"1857777774821"}}}"""), null)
        {
            Urls = ["http://127.0.0.1:5280/_parley/media/100000000000001/1857777774821/a.mp4?oe=6950B1A0&oh=abc-_"],
        }),
        ("instagram-echo-images-mixed", Channel.Instagram, new WebhookEvent.Echo("aWdm", App, Json(
            """{"attachments":[{"type":"image","payload":{"url":"https://a.example/1.png"}},{"type":"image","payload":{"attachment_id":"17"}}]}"""), null)
        {
            Urls = [null, "https://b.example/2.png"],
        }),
        ("instagram-echo-heart", Channel.Instagram,
            new WebhookEvent.Echo("aWdm", App, Json("""{"attachment":{"type":"like_heart"}}"""), null)),
        ("instagram-echo-share", Channel.Instagram, new WebhookEvent.Echo("aWdm", App, Json(
            """{"attachment":{"type":"MEDIA_SHARE","payload":{"id":"17900000000000001"}}}"""), null)),
        ("page-echo-button-template", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"template","payload":{"template_type":"button","text":"Which one?","buttons":[{"type":"postback","title":"A","payload":"PICK_A"}]}}}"""), null)),
        ("page-echo-generic-template", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"Hat","image_url":"https://cdn.example/hat.png"}]}}}"""), null)),
        ("page-delivery", Channel.Messenger, new WebhookEvent.Delivered("m_3", At)),
        ("page-read", Channel.Messenger, new WebhookEvent.Read(At - 1000, "m_3")),
        ("page-postback", Channel.Messenger, new WebhookEvent.Postback(
            "m_4", "Get Started", "START", new WebhookEvent.Referral("spring", "SHORTLINK", "OPEN_THREAD"))),
        ("page-postback-foreign", Channel.Messenger, new WebhookEvent.Postback("m_4", "Details", null, null)),
        ("page-reaction", Channel.Messenger, new WebhookEvent.Reaction("m_3", "love", "❤️")),
        ("page-message-edit", Channel.Messenger, new WebhookEvent.Edit("m_1", "hi there, äll", 2)),
        ("instagram-message-edit", Channel.Instagram, new WebhookEvent.Edit("aWdf", "hi", 1)),
        ("instagram-message-unsent", Channel.Instagram,
            new WebhookEvent.Message("aWdf", null, null, null, null) { Deleted = true }),
        ("page-account-linked", Channel.Messenger, new WebhookEvent.AccountLink("code/1")),
        ("page-account-unlinked", Channel.Messenger, new WebhookEvent.AccountLink(null)),
        ("page-control-passed", Channel.Messenger,
            new WebhookEvent.ThreadControl(ControlAct.Pass, App, 263902037430900, "to a human")),
        ("page-control-granted", Channel.Messenger,
            new WebhookEvent.ThreadControl(ControlAct.Pass, null, App, null)),
        ("page-control-taken", Channel.Messenger,
            new WebhookEvent.ThreadControl(ControlAct.Take, App, 500000000000006, "é")),
        ("page-control-requested", Channel.Messenger,
            new WebhookEvent.ThreadControl(ControlAct.Request, null, 500000000000006, "please")),
        ("page-app-roles", Channel.Messenger, new WebhookEvent.AppRole(App, "primary_receiver")),
        ("page-app-roles-none", Channel.Messenger, new WebhookEvent.AppRole(App, null)),
        ("instagram-control-passed", Channel.Instagram,
            new WebhookEvent.ThreadControl(ControlAct.Pass, App, 1217981644879628, null)),
        ("page-unreact", Channel.Messenger, new WebhookEvent.Reaction("m_3", null, null)),
        ("page-echo-one-time-request", Channel.Messenger, new WebhookEvent.Echo("m_3", App, Json(
            """{"attachment":{"type":"template","payload":{"template_type":"one_time_notif_req","title":"Back in stock?","payload":"STOCK"}}}"""), null)),
        ("page-opt-in-one-time", Channel.Messenger, new WebhookEvent.OneTimeOptIn("3141592653589793", "STOCK")),
        ("page-opt-in-recurring-2022", Channel.Messenger, new WebhookEvent.RecurringOptIn("2718281828", "Weekly hats")
        {
            Payload = "HATS",
            Frequency = "WEEKLY",
            Zone = "Europe/Berlin",
            Expires = At + 1000,
        }),
        ("page-opt-in-recurring-2023", Channel.Messenger,
            new WebhookEvent.RecurringOptIn("2718281828", "Hats") { Payload = "HATS", Zone = "UTC" }),
        ("page-opt-in-renewed", Channel.Messenger,
            new WebhookEvent.RecurringOptIn("2718281828", "Hats") { Zone = "UTC", Expires = At, Refreshed = true }),
        ("page-opt-in-stopped", Channel.Messenger,
            new WebhookEvent.RecurringOptIn("2718281828", "Hats") { Payload = "HATS", Zone = "UTC", Stopped = true }),
        ("instagram-opt-in-resumed", Channel.Instagram,
            new WebhookEvent.RecurringOptIn("2718281828", "Hats") { Payload = "HATS", Zone = "UTC", Stopped = false }),
        ("page-feedback", Channel.Messenger,
            new WebhookEvent.Feedback([new FeedbackScore("q1", "csat", "5", "great")])),
        ("page-feedback-score-alone", Channel.Messenger,
            new WebhookEvent.Feedback([new FeedbackScore("q1", "nps", "10", null)])),
        ("page-referral", Channel.Messenger, new WebhookEvent.Referral("promo1", "SHORTLINK", "OPEN_THREAD")),
        ("page-referral-ad", Channel.Messenger, new WebhookEvent.Referral("promo1", "ADS", "OPEN_THREAD")
        {
            AdId = "23840000000000001",
            AdTitle = "Sale",
        }),
        ("page-message-ad", Channel.Messenger, new WebhookEvent.Message("m_1", "is it on?", null, null, null)
        {
            CameBy = new WebhookEvent.Referral(null, "ADS", "OPEN_THREAD") { AdId = "23840000000000001" },
        }),
        ("page-message-prior", Channel.Messenger, new WebhookEvent.Message("m_1", "yes", null, null, null)
        {
            Prior = "cart-1",
        }),
        ("page-postback-prior", Channel.Messenger, new WebhookEvent.Postback("m_1", "Yes", "YES", null)
        {
            Prior = "cart-1",
        }),
        ("page-optin-plugin", Channel.Messenger, new WebhookEvent.PluginOptIn("footer", null)),
        ("page-optin-checkbox", Channel.Messenger, new WebhookEvent.PluginOptIn("footer", "cart-1")),
        ("page-comment", Channel.Messenger, new WebhookEvent.FeedItem("100000000000001_555", "555_777", false)
        {
            Author = "Ann Doe",
            Text = "price?",
            StatusType = "added_photos",
        }),
        ("page-comment-nested", Channel.Messenger, new WebhookEvent.FeedItem("100000000000001_555", "555_778", false)
        {
            Author = "Ann Doe",
            Text = "äh?",
            ParentId = "555_777",
        }),
        ("page-comment-removed", Channel.Messenger, new WebhookEvent.FeedItem("100000000000001_555", "555_777", false)
        {
            Author = "Ann Doe",
            Removed = true,
        }),
        ("page-comment-group", Channel.Messenger, new WebhookEvent.FeedItem("100000000000001_556", "556_777", true)
        {
            Author = "Ann Doe",
            Text = "me too",
        }),
        ("page-label-added", Channel.Messenger, new WebhookEvent.LabelChanged(66000000000000001, "VIP é", false)),
        ("page-label-removed", Channel.Messenger, new WebhookEvent.LabelChanged(66000000000000001, "VIP é", true)),
        ("page-visitor-post", Channel.Messenger, new WebhookEvent.FeedItem("100000000000001_557", null, false)
        {
            Author = "Ann Doe",
            Text = "Where are you?",
        }),
        ("page-visitor-post-removed", Channel.Messenger,
            new WebhookEvent.FeedItem("100000000000001_557", null, false) { Author = "Ann Doe", Removed = true }),
        ("instagram-comment", Channel.Instagram,
            new WebhookEvent.MediaComment("17900000000000001", "18000000000000001", "FEED", false)
            {
                Author = "ann",
                Text = "how much?",
                ParentId = "17900000000000000",
            }),
        ("instagram-comment-ad", Channel.Instagram,
            new WebhookEvent.MediaComment("17900000000000001", "18000000000000001", "AD", false)
            {
                Author = "ann",
                Text = "how much?",
                AdId = "23840000000000001",
                AdTitle = "Sale",
            }),
        ("instagram-comment-live", Channel.Instagram,
            new WebhookEvent.MediaComment("17900000000000001", "18000000000000002", null, true)
            {
                Author = "ann",
                Text = "hello!",
            }),
        ("instagram-story-reply", Channel.Instagram, new WebhookEvent.Message("aWdf", "love it", null, null, null)
        {
            Story = new Story("18000000000000001", "https://cdn.example/s"),
        }),
        ("instagram-story-mention", Channel.Instagram, new WebhookEvent.Message("aWdf", null, Json(
            """[{"type":"story_mention","payload":{"url":"https://cdn.example/s"}}]"""), null, null)),
        ("instagram-message", Channel.Instagram,
            new WebhookEvent.Message("aWdfZAG1faXRlbToxOjE", "love it", null, null, null)),
        ("instagram-echo", Channel.Instagram,
            new WebhookEvent.Echo("aWdfZAG1faXRlbToxOjE", App, Json("""{"text":"thanks"}"""), null)),
        ("instagram-echo-images", Channel.Instagram, new WebhookEvent.Echo("aWdfZAG1faXRlbToxOjE", App, Json(
            """{"attachments":[{"type":"image","payload":{"url":"https://cdn.example/1.png"}},{"type":"image","payload":{"url":"https://cdn.example/2.png"}}]}"""), null)),
        ("instagram-seen", Channel.Instagram, new WebhookEvent.Read(At - 1000, "aWdfZAG1faXRlbToxOjE")),
        ("instagram-postback", Channel.Instagram,
            new WebhookEvent.Postback("aWdfZAG1faXRlbToxOjI", "Opening hours?", "HOURS", null)),
        ("instagram-reaction", Channel.Instagram, new WebhookEvent.Reaction("aWdfZAG1faXRlbToxOjE", "laugh", "😆")),
        ("instagram-unreact", Channel.Instagram, new WebhookEvent.Reaction("aWdfZAG1faXRlbToxOjE", null, null)),
        ("instagram-referral", Channel.Instagram, new WebhookEvent.Referral("spring", "SHORTLINK", "OPEN_THREAD")),
    ];

    public static TheoryData<string> Names => [.. Events.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_has_exactly_these_bytes(string name)
    {
        var body = BodyOf(name);

        Assert.True(Ascii.IsValid(body));
        Golden.Check($"webhook-{name}.json", body);
    }

    [Theory]
    [InlineData("page-message")]
    [InlineData("page-echo-text")]
    [InlineData("page-delivery")]
    [InlineData("page-read")]
    [InlineData("page-postback-foreign")]
    [InlineData("instagram-message")]
    public void Who_only_listens_is_told_in_an_entry_of_standby(string name)
    {
        var (_, channel, happened) = Events.Single(one => one.Name == name);
        var body = Written(Enveloped(channel, happened) with { Standby = true });

        Golden.Check($"webhook-{name}-standby.json", body);
        Assert.Equal(
            Encoding.UTF8.GetString(BodyOf(name)).Replace("\"messaging\":", "\"standby\":", StringComparison.Ordinal),
            Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void Every_event_has_exactly_these_signatures()
    {
        var lines = Events.Select(one => BodyOf(one.Name) is var body
            ? $"{one.Name} {Signature.Sha1(Secret, body)} {Signature.Sha256(Secret, body)}"
            : "");

        Golden.Check("webhook-signatures.txt", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    [Fact]
    public void A_signer_used_again_signs_every_body_alike()
    {
        using var signer = new BodySigner(Secret);
        foreach (var (name, _, _) in Events.Concat(Events))
        {
            var body = BodyOf(name);
            Assert.Equal(Signature.Sha1(Secret, body), signer.Sha1(body));
            Assert.Equal(Signature.Sha256(Secret, body), signer.Sha256(body));
        }
    }

    [Fact]
    public void The_known_body_comes_out_byte_for_byte()
    {
        var body = Written(new WebhookEnvelope(
            Channel.Messenger, Page, new Psid(200000000000002), 1700000000123, 1700000000500,
            new WebhookEvent.Message("m_TESTMID", "äöå 😀 a/b", null, null, null)));

        Assert.Equal(262, body.Length);
        Assert.Equal("sha1=03ac3dfa2aa2e3465447ab4b6f551542fa2f90db", Signature.Sha1("test_app_secret", body));
        Assert.Equal(
            "sha256=071305b2b43a65c1d4fc62211bf25eb867d3b7e6e942ef1b4bdae9055d341c23",
            Signature.Sha256("test_app_secret", body));
    }

    [Fact]
    public void A_writer_used_again_writes_the_same_bytes()
    {
        using var writer = new WebhookWriter(MetaEncoder.WithExtras);
        var output = new ArrayBufferWriter<byte>();
        foreach (var (name, channel, happened) in Events)
        {
            output.ResetWrittenCount();
            writer.Write(output, Enveloped(channel, happened));
            Assert.Equal(BodyOf(name), output.WrittenSpan.ToArray());
        }
    }

    [Fact]
    public void Whatever_a_person_types_arrives_as_they_typed_it() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, text =>
        {
            var body = Written(Enveloped(Channel.Messenger, new WebhookEvent.Message("m_1", text, null, text, null)));
            using var read = JsonDocument.Parse(body);
            var message = read.RootElement.GetProperty("entry")[0].GetProperty("messaging")[0].GetProperty("message");
            var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            return Ascii.IsValid(body)
                && message.GetProperty("text").GetString() == sound
                && message.GetProperty("quick_reply").GetProperty("payload").GetString() == sound;
        });

    private static byte[] BodyOf(string name) =>
        Events.Single(one => one.Name == name) is var (_, channel, happened)
            ? Written(Enveloped(channel, happened))
            : [];

    private static WebhookEnvelope Enveloped(Channel channel, WebhookEvent happened) => channel is Channel.Instagram
        ? new(channel, Instagram, AnnOnInstagram, At, At, happened)
        : new(channel, Page, Ann, At, At, happened);

    private static byte[] Written(WebhookEnvelope envelope)
    {
        using var writer = new WebhookWriter(MetaEncoder.WithExtras);
        var output = new ArrayBufferWriter<byte>();
        writer.Write(output, envelope);
        return output.WrittenSpan.ToArray();
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
