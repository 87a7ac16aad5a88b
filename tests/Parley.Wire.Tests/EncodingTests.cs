using System.Text;
using Parley.Policy;

namespace Parley.Wire.Tests;

/// <summary>The same send in every way real clients write it gives the same result.</summary>
public sealed class EncodingTests
{
    private const string Message =
        """{"text":"hi, you","quick_replies":[{"content_type":"text","title":"Yes","payload":"1"},"""
        + """{"content_type":"text","title":"No & no","payload":"N"}],"metadata":"m1"}""";

    private const string Whole = """{"recipient":{"id":"123"},"messaging_type":"UPDATE","message":{message}}""";

    public static TheoryData<string, string?, string, string> Spellings()
    {
        var rows = new TheoryData<string, string?, string, string>();
        foreach (var block in Golden.Read("spellings.txt").Split("\n\n").Skip(1))
        {
            var lines = block.Split('\n')
                .Select(line => line.Split(' ', 2))
                .ToDictionary(line => line[0], line => line[1]);
            rows.Add(
                lines["="],
                lines.GetValueOrDefault("type"),
                Filled(lines.GetValueOrDefault("query", "")),
                Filled(lines.GetValueOrDefault("body", "")));
        }

        rows.Add("json, byte order mark", Sends.Json, "", "\uFEFF" + Filled(Whole));
        rows.Add("multipart", "multipart/form-data; boundary=xYz", "", Multipart("xYz"));
        rows.Add("multipart, quoted", "multipart/form-data; charset=utf-8; boundary=\"--x Y\"", "", Multipart("--x Y"));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void However_it_is_written_it_is_the_same_send(
        string spelling, string? contentType, string query, string body)
    {
        var parsed = Sends.Read(contentType, query, body);

        Assert.True(parsed.Try(out var envelope, out var error), $"{spelling}: {error?.Message}");
        Assert.Equal(Message, envelope.MessageText());
        Assert.Equal(
            (new Addressee(Address.Person, new Psid(123)), SendKind.Message, MessagingType.Update, null, "m1"),
            (envelope.Recipient, envelope.Kind, envelope.Type, envelope.Tag, envelope.Metadata));
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
        const string Start = """{"attachment":{"type":"image","payload":{"url":"https://a.example","is_reusable":""";

        Assert.Equal(
            Start + (value ? "true" : "false") + "}}}",
            Sends.Message(Start + written + "}}}").Ok().MessageText());
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
        const string Query = "?a=1&a=2&b=100%&c=%zz%4&d&=x&&e=%41";
        Assert.True(GraphParameters.Decode(null, Query, default).Try(out var parameters, out _));

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
            + "--b\r\ncontent-disposition: form-data; name=filedata; filename=\"a;\\\"b.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n");
        var end = "\r\n--b\r\nContent-Disposition: form-data; name=\"filedata\"\r\n\r\nraw\r\n--b--\r\n"u8;
        byte[] content = [0x89, 0x50, 0, 13, 10, 0xff, (byte)'-', (byte)'-', (byte)'b'];
        var body = (byte[])[.. start, .. content, .. end];

        Assert.True(GraphParameters.Decode("multipart/form-data; boundary=b", "", body).Try(out var parameters, out _));

        var file = parameters.Files[0];
        Assert.Equal(2, parameters.Files.Count);
        Assert.Equal(("filedata", "a;\"b.png", "image/png"), (file.Name, file.FileName, file.ContentType));
        Assert.Equal(content, parameters.Files[0].Bytes.ToArray());
        Assert.Equal("raw", Encoding.ASCII.GetString(parameters.Files[1].Bytes.Span));
        Assert.Equal("{}", parameters.Text("message"));
    }

    private static string Filled(string text) => text
        .Replace("{message}", Message, StringComparison.Ordinal)
        .Replace("{url}", Uri.EscapeDataString(Message), StringComparison.Ordinal);

    private static string Multipart(string boundary)
    {
        var parts = new[] { ("recipient", """{"id":"123"}"""), ("messaging_type", "UPDATE"), ("message", Message) };
        var body = string.Concat(parts.Select(part =>
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{part.Item1}\"\r\n\r\n{part.Item2}\r\n"));
        return "preamble\r\n" + body + $"--{boundary}--\r\n";
    }
}
