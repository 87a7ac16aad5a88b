using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Tests.Delivery;

/// <summary>Who is told what, and what arrives on the wire.</summary>
public sealed class ShapeTests
{
    [Fact]
    public async Task A_message_arrives_signed_over_the_bytes_received()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        rig.Say(1, "grüße / 50% <a@b>");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);

        var post = receiver.Posts.Single();
        Assert.Equal(("POST", "/hook"), (post.Method, post.Path));
        Assert.Equal("application/json", post.Headers["Content-Type"]);
        Assert.Equal("facebookexternalua", post.Headers["User-Agent"]);
        Assert.Equal("*/*", post.Headers["Accept"]);
        Assert.Equal($"{post.Body.Length}", post.Headers["Content-Length"]);
        Assert.DoesNotContain("Transfer-Encoding", post.Headers.Keys);
        Assert.DoesNotContain("traceparent", post.Headers.Keys);
        var key = Encoding.UTF8.GetBytes(DeliveryRig.Secret);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, post.Body)), post.SignedAs);
        Assert.Equal("sha1=" + LegacyHash(key, post.Body), post.Headers["X-Hub-Signature"]);
        Assert.True(Ascii.IsValid(post.Body));
        Assert.Equal("grüße / 50% <a@b>", post.Text);
        Assert.Equal(DeliveryRig.Noon.ToUnixTimeMilliseconds(), post.Event.GetProperty("timestamp").GetInt64());
        Assert.Equal(DeliveryRig.Noon.ToUnixTimeMilliseconds(), post.Entry.GetProperty("time").GetInt64());
    }

    [Fact]
    public async Task Each_app_gets_its_own_post_signed_with_its_own_secret()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        await rig.Subscribe(receiver, DeliveryRig.OtherApp, "another secret");

        rig.Say(1, "hi");
        await DeliveryRig.Until(() => receiver.Taken.Count == 2);

        Assert.Equal(receiver.Posts[0].Body, receiver.Posts[1].Body);
        Assert.NotEqual(receiver.Posts[0].SignedAs, receiver.Posts[1].SignedAs);
    }

    [Fact]
    public async Task A_send_is_echoed_to_every_app_and_then_reported_as_delivered()
    {
        await using var mine = await Receiver.Start();
        await using var theirs = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(mine);
        await rig.Subscribe(theirs, DeliveryRig.OtherApp);

        Send(rig, 1, Channel.Messenger);
        await DeliveryRig.Until(() => mine.Taken.Count == 2 && theirs.Taken.Count == 2);

        foreach (var receiver in new[] { mine, theirs })
        {
            var echo = receiver.Posts[0].Event.GetProperty("message");
            Assert.True(echo.GetProperty("is_echo").GetBoolean());
            Assert.Equal(DeliveryRig.App, echo.GetProperty("app_id").GetInt64());
            Assert.Equal("opaque", echo.GetProperty("metadata").GetString());
            Assert.Equal($"{DeliveryRig.Page}", receiver.Posts[0].Sender);
            var delivery = receiver.Posts[1].Event.GetProperty("delivery");
            Assert.Equal(echo.GetProperty("mid").GetString(), delivery.GetProperty("mids")[0].GetString());
            Assert.Equal(DeliveryRig.Noon.ToUnixTimeMilliseconds(), delivery.GetProperty("watermark").GetInt64());
            Assert.Equal($"{DeliveryRig.Thread(1).Person}", receiver.Posts[1].Sender);
        }
    }

    [Fact]
    public async Task On_Instagram_a_send_is_echoed_without_an_app_and_never_reported_as_delivered()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        Send(rig, 1, Channel.Instagram);
        rig.Say(1, "thanks", Channel.Instagram);
        await DeliveryRig.Until(() => receiver.Taken.Count == 2);

        var echo = receiver.Posts[0];
        Assert.Equal("instagram", echo.Json.GetProperty("object").GetString());
        Assert.Equal($"{DeliveryRig.Instagram}", echo.Entry.GetProperty("id").GetString());
        Assert.True(echo.Event.GetProperty("message").GetProperty("is_echo").GetBoolean());
        Assert.False(echo.Event.GetProperty("message").TryGetProperty("app_id", out _));
        Assert.Equal("thanks", receiver.Posts[1].Text);
    }

    [Fact]
    public async Task Only_the_app_that_sent_the_button_hears_its_payload()
    {
        await using var mine = await Receiver.Start();
        await using var theirs = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(mine);
        await rig.Subscribe(theirs, DeliveryRig.OtherApp);

        Tap(rig, new PostbackBody { Title = "Details", Payload = "DETAILS", App = DeliveryRig.App });
        var spring = new ReferralBody { Ref = "spring" };
        Tap(rig, new PostbackBody { Title = "Get Started", Payload = "START", Referral = spring });
        await DeliveryRig.Until(() => mine.Taken.Count == 2 && theirs.Taken.Count == 2);

        Assert.Equal("DETAILS", mine.Posts[0].Event.GetProperty("postback").GetProperty("payload").GetString());
        var foreign = theirs.Posts[0].Event.GetProperty("postback");
        Assert.Equal("Details", foreign.GetProperty("title").GetString());
        Assert.False(foreign.TryGetProperty("payload", out _));
        var start = theirs.Posts[1].Event.GetProperty("postback");
        Assert.Equal("START", start.GetProperty("payload").GetString());
        Assert.Equal("spring", start.GetProperty("referral").GetProperty("ref").GetString());
    }

    [Fact]
    public async Task Reactions_reads_and_links_take_the_form_of_their_channel()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        var taken = new ReactionBody { Mid = "m_1" };
        var read = new ReadBody { Watermark = 5, Mid = "m_1" };
        var love = new ReactionBody { Mid = "m_1", Reaction = "love", Emoji = "❤️" };
        foreach (var channel in new[] { Channel.Messenger, Channel.Instagram })
        {
            rig.Append(EventKind.Reaction, 1, love, StoredJson.Default.ReactionBody, channel);
            rig.Append(EventKind.Unreaction, 1, taken, StoredJson.Default.ReactionBody, channel);
            rig.Append(EventKind.Read, 1, read, StoredJson.Default.ReadBody, channel);
            rig.Append(EventKind.Link, 1, new ReferralBody { Ref = "promo" }, StoredJson.Default.ReferralBody, channel);
        }

        await DeliveryRig.Until(() => receiver.Taken.Count == 8);

        foreach (var posts in receiver.Posts.GroupBy(post => post.Json.GetProperty("object").GetString()))
        {
            var told = posts.Select(post => post.Event).ToArray();
            Assert.Equal(
                """{"mid":"m_1","action":"react","reaction":"love","emoji":"\u2764\ufe0f"}""",
                told[0].GetProperty("reaction").GetRawText());
            Assert.Equal("""{"mid":"m_1","action":"unreact"}""", told[1].GetProperty("reaction").GetRawText());
            Assert.Equal(
                posts.Key == "page" ? """{"watermark":5}""" : """{"mid":"m_1"}""",
                told[2].GetProperty("read").GetRawText());
            Assert.Equal(
                """{"ref":"promo","source":"SHORTLINK","type":"OPEN_THREAD"}""",
                told[3].GetProperty("referral").GetRawText());
        }
    }

    [Fact]
    public async Task What_no_webhook_tells_is_not_told()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        foreach (var kind in new[]
        {
            EventKind.Blocked, EventKind.Unblocked, EventKind.Muted, EventKind.Unmuted, EventKind.LoginConnected,
            EventKind.OptedOut, EventKind.OptedIn, EventKind.MessagesOff, EventKind.BusinessBlocked,
            EventKind.BusinessUnblocked, EventKind.MarketingStopped,
        })
            rig.Append(kind, 1, new ReadBody(), StoredJson.Default.ReadBody);
        rig.Append(EventKind.SenderAction, 1, new SendBody { Action = "typing_on" }, StoredJson.Default.SendBody);
        rig.Append(EventKind.Refused, 1, new SendBody { Reason = "outside_window" }, StoredJson.Default.SendBody);
        rig.Append(EventKind.Link, 1, new ReferralBody(), StoredJson.Default.ReferralBody);
        rig.Append(EventKind.Read, 2, new ReadBody { Watermark = 5 }, StoredJson.Default.ReadBody, Channel.Instagram);
        rig.Say(1, "last");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);
        await rig.Quiet();

        Assert.Equal("last", receiver.Posts.Single().Text);
    }

    [Theory]
    [InlineData("messages", "messages", 1)]
    [InlineData("messages", "message_echoes", 0)]
    [InlineData("message_echoes", "messages", 0)]
    [InlineData("", "messages", 0)]
    public async Task On_Messenger_a_field_must_stand_in_both_layers(string install, string page, int told)
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver, install: Words(install), page: Words(page), instagram: []);
        await using var witness = await Receiver.Start();
        await rig.Subscribe(witness, DeliveryRig.OtherApp);

        rig.Say(1, "hi");
        await DeliveryRig.Until(() => witness.Taken.Count == 1);
        await rig.Quiet();

        Assert.Equal(told, receiver.Posts.Count);
    }

    [Theory]
    [InlineData("feed", "messages", 1)]
    [InlineData("feed", "comments", 0)]
    [InlineData("", "messages", 0)]
    public async Task On_Instagram_any_field_installs_and_the_subscription_selects(
        string install, string instagram, int told)
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver, install: Words(install), page: [], instagram: Words(instagram));
        await using var witness = await Receiver.Start();
        await rig.Subscribe(witness, DeliveryRig.OtherApp);

        rig.Say(1, "hi", Channel.Instagram);
        await DeliveryRig.Until(() => witness.Taken.Count == 1);
        await rig.Quiet();

        Assert.Equal(told, receiver.Posts.Count);
    }

    private static void Send(DeliveryRig rig, int person, Channel channel) => rig.Append(
        EventKind.Sent,
        person,
        new SendBody { App = DeliveryRig.App, Message = JsonElement.Parse("""{"text":"Hello","metadata":"opaque"}""") },
        StoredJson.Default.SendBody,
        channel);

    private static void Tap(DeliveryRig rig, PostbackBody body) =>
        rig.Append(EventKind.Postback, 1, body, StoredJson.Default.PostbackBody);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security",
        "CA5350",
        Justification = "The platform's older header is SHA-1; the test checks it independently.")]
    private static string LegacyHash(byte[] key, byte[] body) => Convert.ToHexStringLower(HMACSHA1.HashData(key, body));
}
