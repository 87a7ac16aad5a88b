using System.Text;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>The same send in every way real clients write it gives the same result.</summary>
public sealed class EncodingTests
{
    private const string Message =
        """{"text":"hi, you","quick_replies":[{"content_type":"text","title":"Yes","payload":"1"},{"content_type":"text","title":"No & no","payload":"N"}],"metadata":"m1"}""";

    private const string Relaxed =
        """{text:'hi, you', 'quick_replies':[{content_type:"text",title:'Yes',payload:1,},{'content_type':'text','title':'No & no','payload':'N'}], metadata: 'm1'}""";

    private const string Brackets =
        "recipient[id]=123&messaging_type=update&message[text]=hi,+you"
        + "&message[quick_replies][0][content_type]=text&message[quick_replies][0][title]=Yes&message[quick_replies][0][payload]=1"
        + "&message[quick_replies][1][content_type]=text&message[quick_replies][1][title]=No+%26+no&message[quick_replies][1][payload]=N"
        + "&message[metadata]=m1&tag=";

    private const string Anonymous =
        "recipient%5Bid%5D=123&messaging_type=UPDATE&message%5Btext%5D=hi%2C%20you&message[metadata]=m1"
        + "&message[quick_replies][][content_type]=text&message[quick_replies][][title]=Yes&message[quick_replies][][payload]=1"
        + "&message[quick_replies][][content_type]=text&message[quick_replies][][title]=No+%26+no&message[quick_replies][][payload]=N";

    public static TheoryData<string, string?, string, string> Spellings() => new()
    {
        { "json", Sends.Json, "", $$"""{"recipient":{"id":"123"},"messaging_type":"UPDATE","message":{{Message}}}""" },
        { "json, charset", "application/json; charset=utf-8", "?access_token=EAA", $$"""{"recipient":{"id":"123"},"messaging_type":"UPDATE","message":{{Message}}}""" },
        { "json, byte order mark", Sends.Json, "", "\uFEFF" + $$"""{"recipient":{"id":"123"},"messaging_type":"UPDATE","message":{{Message}}}""" },
        { "json, numbers, nulls, enums in lower case", Sends.Json, "", $$"""{"recipient":{"id":123},"messaging_type":"update","tag":null,"persona_id":"","reply_to":[],"message":{{Message}}}""" },
        { "json whose values are text", Sends.Json, "", $$"""{"recipient":"{\"id\":\"123\"}","messaging_type":"UPDATE","message":{{System.Text.Json.JsonSerializer.Serialize(Message)}}}""" },
        { "json, relaxed", Sends.Json, "", "{'recipient':{id:123},messaging_type:'UPDATE',message:" + Relaxed + "}" },
        { "json, no content type", null, "", $$"""{"recipient":{"id":"123"},"messaging_type":"UPDATE","message":{{Message}}}""" },
        { "json, recipient in the query", Sends.Json, "?recipient=" + Uri.EscapeDataString("""{"id":"123"}""") + "&messaging_type=UPDATE", $$"""{"message":{{Message}}}""" },
        { "json, body before query", Sends.Json, "?messaging_type=RESPONSE&recipient[id]=999", $$"""{"recipient":{"id":"123"},"messaging_type":"UPDATE","message":{{Message}}}""" },
        { "form, json text", Sends.Form, "", "recipient=%7B%22id%22:%22123%22%7D&messaging_type=UPDATE&message=" + Uri.EscapeDataString(Message) },
        { "form, relaxed text", Sends.Form, "", "recipient={'id':'123'}&messaging_type=UPDATE&message=" + Uri.EscapeDataString(Relaxed) },
        { "form, bare keys, blanks", Sends.Form, "", "recipient=+{id:123}+&messaging_type=UPDATE&message=" + Uri.EscapeDataString(" " + Relaxed) },
        { "form, brackets", Sends.Form, "", Brackets },
        { "form, brackets without index", Sends.Form, "", Anonymous },
        { "form, brackets and json text", Sends.Form, "", "recipient[id]=123&messaging_type=UPDATE&message[text]=hi,+you&message[metadata]=m1&message[quick_replies]=" + Uri.EscapeDataString("""[{"content_type":"text","title":"Yes","payload":1},{"content_type":"text","title":"No & no","payload":"N"}]""") },
        { "form, no content type", null, "", Brackets },
        { "form, text/plain", "text/plain", "", Brackets },
        { "query, json text", null, "?recipient={%22id%22:%22123%22}&messaging_type=UPDATE&message=" + Uri.EscapeDataString(Message), "" },
        { "query, brackets, empty object as body", Sends.Json, "?" + Brackets, "{}" },
        { "query, empty list as body", Sends.Json, "?" + Brackets, "[]" },
        { "multipart", "multipart/form-data; boundary=xYz", "", Multipart("xYz") },
        { "multipart, quoted boundary", "multipart/form-data; charset=utf-8; boundary=\"--x Y\"", "", Multipart("--x Y") },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void However_it_is_written_it_is_the_same_send(string spelling, string? contentType, string query, string body)
    {
        var envelope = Sends.Read(contentType, query, body).Ok();

        Assert.Equal(Message, envelope.MessageText());
        Assert.Equal(
            (new Psid(123), SendKind.Message, MessagingType.Update, null, "m1", spelling),
            (envelope.Recipient, envelope.Kind, envelope.Type, envelope.Tag, envelope.Metadata, spelling));
    }

    [Theory]
    [InlineData("fields=a,b")]
    [InlineData("fields=a,%20b")]
    [InlineData("fields=%5B%22a%22,%22b%22%5D")]
    [InlineData("fields=['a','b']")]
    [InlineData("fields[]=a&fields[]=b")]
    [InlineData("fields[1]=b&fields[0]=a")]
    [InlineData("fields[900000000]=b&fields[3]=a")]
    public void A_list_has_many_spellings(string query)
    {
        Assert.True(GraphParameters.Decode(null, query, default).Try(out var parameters, out _));

        Assert.Equal(["a", "b"], parameters.List("fields", out var error));
        Assert.Null(error);
    }

    [Fact]
    public void A_list_in_a_body_may_be_json_or_text_and_its_braces_hold_together()
    {
        var body = Encoding.UTF8.GetBytes("""{"fields":["a",1],"more":"id, messages.limit(5){id,from},x"}""");
        Assert.True(GraphParameters.Decode(Sends.Json, "", body).Try(out var parameters, out _));

        Assert.Equal(["a", "1"], parameters.List("fields", out _));
        Assert.Equal(["id", "messages.limit(5){id,from}", "x"], parameters.List("more", out _));
        Assert.Equal([], parameters.List("none", out _));
        parameters.Dispose();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("1", true)]
    [InlineData("\"1\"", true)]
    [InlineData("false", false)]
    [InlineData("\"False\"", false)]
    [InlineData("0", false)]
    public void Booleans_have_many_spellings(string written, bool value)
    {
        var envelope = Sends.Message(
            """{"attachment":{"type":"image","payload":{"url":"https://a.example/i.png","is_reusable":""" + written + "}}}").Ok();

        Assert.Contains($"\"is_reusable\":{(value ? "true" : "false")}", envelope.MessageText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method=delete", "DELETE")]
    [InlineData("method=Post", "POST")]
    [InlineData("method=brew", null)]
    [InlineData("", null)]
    public void A_parameter_can_override_the_verb(string query, string? verb)
    {
        Assert.True(GraphParameters.Decode(null, query, default).Try(out var parameters, out _));
        Assert.Equal(verb, parameters.MethodOverride);
    }

    [Fact]
    public void The_last_of_two_values_counts_and_a_lost_percent_stands_for_itself()
    {
        Assert.True(GraphParameters.Decode(null, "?a=1&a=2&b=100%&c=%zz%4&d&=x&&e=%41", default).Try(out var parameters, out _));

        Assert.Equal("2", parameters.Text("a"));
        Assert.Equal("100%", parameters.Text("b"));
        Assert.Equal("%zz%4", parameters.Text("c"));
        Assert.True(parameters["d"].IsAbsent);
        Assert.Equal("A", parameters.Text("e"));
    }

    [Fact]
    public void A_file_in_a_multipart_body_keeps_name_type_and_bytes()
    {
        var start = Encoding.ASCII.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n{}\r\n"
            + "--b\r\ncontent-disposition: form-data; name=filedata; filename=\"a;\\\"b.png\"\r\nContent-Type: image/png\r\n\r\n");
        byte[] content = [0x89, 0x50, 0, 13, 10, 0xff, (byte)'-', (byte)'-', (byte)'b'];
        var body = (byte[])[.. start, .. content, .. "\r\n--b\r\nContent-Disposition: form-data; name=\"filedata\"\r\n\r\nraw\r\n--b--\r\n"u8];

        Assert.True(GraphParameters.Decode("multipart/form-data; boundary=b", "", body).Try(out var parameters, out _));

        Assert.Equal(2, parameters.Files.Count);
        Assert.Equal(("filedata", "a;\"b.png", "image/png"), (parameters.Files[0].Name, parameters.Files[0].FileName, parameters.Files[0].ContentType));
        Assert.Equal(content, parameters.Files[0].Bytes.ToArray());
        Assert.Equal("raw", Encoding.ASCII.GetString(parameters.Files[1].Bytes.Span));
        Assert.Equal("{}", parameters.Text("message"));
    }

    private static string Multipart(string boundary)
    {
        var parts = new[] { ("recipient", """{"id":"123"}"""), ("messaging_type", "UPDATE"), ("message", Message) };
        var body = string.Concat(parts.Select(part =>
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{part.Item1}\"\r\n\r\n{part.Item2}\r\n"));
        return "preamble\r\n" + body + $"--{boundary}--\r\n";
    }
}
