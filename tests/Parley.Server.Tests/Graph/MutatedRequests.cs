using System.Globalization;
using System.Text;
using CsCheck;

namespace Parley.Server.Tests.Graph;

/// <summary>One request of the kind nobody should write.</summary>
internal sealed record MutatedRequest(
    string Method, string Path, string? Type, byte[] Body, string? Token, string? Host, string? Author);

/// <summary>
/// Makes requests that begin as good ones and are then damaged: seeded, so that a failure comes again.
/// </summary>
internal static class MutatedRequests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 40],
        Gen.String[Gen.Char, 0, 20],
        Of(
            "", "\u0000", "\ud800", "\udc00\ud800", "\u200f", "null", "{{user}}", "\r\nX-Evil: 1",
            new string('x', 3000)));

    private static readonly Gen<string> Scrap = Gen.OneOf(
        Text.Select(text => "\"" + Escape(text) + "\""),
        Of(
            "null", "true", "-1", "1e999", "18446744073709551616", "[]", "{}", "[[]]", "{\"id\":{}}",
            "\"\\ud83d\"", "\"\\u0000\"", "{'id':1}", "[1,\"a\",null]", "\"m_forged\"",
            Nested('[', ']', 40), Nested('{', '}', 40, "\"a\":"), Nested('[', ']', 20_000)));

    private static readonly Gen<string> Member = Gen.OneOf(
        Text.Select(Escape),
        Of(
            "recipient", "message", "id", "text", "attachment", "attachments", "quick_replies", "sender_action",
            "payload", "tag", "messaging_type", "reply_to", "mid", "persona_id", "metadata", "sticker_id", "template",
            "access_token", "method", "fields", "object", "callback_url", "subscribed_fields", "appsecret_proof",
            "notification_type", "batch", "is_reusable", "url"));

    private static readonly Gen<string> Path = Gen.OneOf(
        Of(
            "/me/messages", "/v21.0/me/messages", "/v2.6/100000000000001/messages",
            "/v22.0/17841400000000001/messages", "/me", "/", "/500000000000005/subscriptions", "/me/subscribed_apps",
            "/v21.0/me/messages/", "//me//messages", "/v99.9/me", "/v21.0", "/PSID?fields=name",
            "/me/messages?recipient={\"id\":\"PSID\"}&message={\"text\":\"q\"}",
            "/me?fields=id,name{a,b", "/me/x/y/z"),
        Gen.Select(Text, Text, (one, other) =>
            "/" + Uri.EscapeDataString(Sound(one)) + "/" + Uri.EscapeDataString(Sound(other))),
        Text.Select(text => "/me/messages?" + Uri.EscapeDataString(Sound(text))),
        Gen.Select(Member, Scrap, (name, scrap) =>
            $"/me/messages?{Uri.EscapeDataString(Sound(name))}="
            + Uri.EscapeDataString(scrap.Length > 2000 ? "[" : scrap)));

    private static readonly Gen<string> Good = Gen.Select(Text, Of(
        """{"recipient":{"id":"PSID"},"message":{"text":"TEXT"}}""",
        """{"recipient":{"id":"PSID"},"messaging_type":"RESPONSE","message":{"text":"TEXT","quick_replies":[{"content_type":"text","title":"A","payload":"P"}]}}""",
        """{"recipient":{"id":"PSID"},"message":{"attachment":{"type":"image","payload":{"url":"https://example.com/a.png","is_reusable":true}}}}""",
        """{"recipient":{"id":"PSID"},"message":{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"T","subtitle":"S","buttons":[{"type":"postback","title":"B","payload":"P"}]}]}}}}""",
        """{"recipient":{"id":"PSID"},"sender_action":"typing_on"}""",
        """{"recipient":{"id":"PSID"},"sender_action":"react","payload":{"message_id":"m_x","reaction":"love"}}""",
        """{"recipient":{"id":"PSID"},"tag":"HUMAN_AGENT","messaging_type":"MESSAGE_TAG","message":{"text":"TEXT"}}""",
        "recipient[id]=PSID&message[text]=TEXT",
        "recipient={'id':'PSID'}&message={text:\"TEXT\"}",
        "--b\r\nContent-Disposition: form-data; name=\"recipient\"\r\n\r\n{\"id\":\"PSID\"}\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n{\"text\":\"TEXT\"}\r\n--b--\r\n",
        """{"object":"page","callback_url":"ftp://nowhere","fields":"messages","verify_token":"x"}""",
        """{"subscribed_fields":["messages"]}"""),
        (text, body) => body.Replace("TEXT", Escape(text), StringComparison.Ordinal));

    private static readonly Gen<Func<byte[], byte[]>> Damage = Gen.OneOf(
        Gen.Select(Gen.Int[0, 400], Gen.Byte, (at, put) => (Func<byte[], byte[]>)(body => With(body, at, [put], 1))),
        Gen.Select(
            Gen.Int[0, 400], Gen.Byte.Array[1, 4], (at, put) => (Func<byte[], byte[]>)(body => With(body, at, put, 0))),
        Gen.Int[0, 400].Select(at => (Func<byte[], byte[]>)(body => body[..Math.Min(at, body.Length)])),
        Gen.Select(Gen.Int[0, 400], Scrap, (at, put) =>
            (Func<byte[], byte[]>)(body => With(body, at, Encoding.UTF8.GetBytes(put), 3))),
        Gen.Select(Member, Scrap, (name, value) => (Func<byte[], byte[]>)(body =>
            body.Length == 0 || body[0] != '{'
                ? body
                : With(body, 1, Encoding.UTF8.GetBytes($"\"{name}\":{value},"), 0))),
        Gen.Const((Func<byte[], byte[]>)(body => [.. body, .. body])),
        Gen.Const((Func<byte[], byte[]>)(body => body)));

    /// <summary>The requests; <c>PSID</c> stands where a person's id belongs.</summary>
    public static Gen<MutatedRequest> All { get; } = Gen.Select(
        Gen.Frequency(
            (12, Gen.Const("POST")),
            (2, Gen.Const("GET")),
            (2, Gen.Const("DELETE")),
            (1, Of("PUT", "PATCH", "OPTIONS", "WEIRD"))),
        Gen.Frequency((3, Gen.Const("/v21.0/me/messages")), (2, Path)),
        Gen.Frequency(
            (6, Gen.Const<string?>("application/json")), (3, Gen.Const<string?>("application/x-www-form-urlencoded")),
            (2, Gen.Const<string?>("multipart/form-data; boundary=b")),
            (1, AnyOf(
                null, "text/plain", "multipart/form-data", "multipart/form-data; boundary=\"\"", "a/b;;;=",
                "application/json; charset=utf-16"))),
        Gen.Select(Good, Damage.Array[0, 3], (body, damages) =>
            damages.Aggregate(Encoding.UTF8.GetBytes(body), (bytes, damage) => damage(bytes))),
        Gen.Frequency(
            (9, Gen.Const<string?>(GraphServer.PageToken)), (1, Gen.Const<string?>(GraphServer.InstagramToken)),
            (1, AnyOf(null, GraphServer.AppToken, "bad", "|", "500000000000005|"))),
        Gen.Frequency((12, AnyOf([null])), (1, AnyOf("graph.instagram.com", "graph.facebook.com"))),
        Gen.Frequency((9, AnyOf([null])), (1, AnyOf("human", "bot", "nobody"))),
        (method, path, type, body, token, host, author) =>
            new MutatedRequest(method, path, type, body, token, host, author));

    private static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    private static Gen<string?> AnyOf(params string?[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    private static byte[] With(byte[] body, int at, ReadOnlySpan<byte> put, int instead)
    {
        var start = Math.Min(at, body.Length);
        var end = Math.Min(start + instead, body.Length);
        return [.. body.AsSpan(0, start), .. put, .. body.AsSpan(end)];
    }

    private static string Nested(char open, char close, int depth, string inner = "") =>
        string.Concat(Enumerable.Repeat(open + inner, depth))
        + (inner.Length == 0 ? "" : "1")
        + new string(close, depth);

    private static string Escape(string text) => string.Concat(text.Select(letter =>
        letter is '"' or '\\' ? "\\" + letter
        : letter < ' ' || char.IsSurrogate(letter) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
        : letter.ToString()));

    // A path is written in UTF-8, which has no lone surrogates; a NUL in it is Kestrel's to refuse, not ours.
    private static string Sound(string text) =>
        new([.. text.Where(letter => !char.IsSurrogate(letter) && letter != '\0')]);
}
