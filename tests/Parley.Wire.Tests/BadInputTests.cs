using System.Text;

namespace Parley.Wire.Tests;

/// <summary>What cannot be read is refused with the platform's code 100 and the name of what is wrong.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\"recipient\":{\"id\":\"1\"}\n,\"message\"", "line 2")]
    [InlineData("[1]", "a JSON object was expected")]
    [InlineData("12", "a JSON object was expected")]
    [InlineData("\"text\"", "a JSON object was expected")]
    [InlineData("{\"a\":1}x", "line 1")]
    [InlineData("{\"a\":nul}", "line 1")]
    [InlineData("{'a':'b", "line 1")]
    public void A_malformed_body_is_named(string body, string part) =>
        Refused(Sends.Json, "", body, "body_malformed", part);

    [Fact]
    public void A_body_over_a_megabyte_is_refused() =>
        Refused(Sends.Json, "", $"'{new string('x', GraphParameters.MostBodyBytes)}'", "body_too_large", "1048576");

    [Fact]
    public void A_body_of_exactly_a_megabyte_is_read()
    {
        var body = "{\"a\":\"" + new string('x', GraphParameters.MostBodyBytes - 8) + "\"}";
        Assert.True(GraphParameters.Decode(Sends.Json, "", Encoding.ASCII.GetBytes(body)).Try(out _, out _));
    }

    [Theory]
    [InlineData("{\"message\":{\"text\":\"\\ud83d\"}}", "message[text]")]
    [InlineData("{\"message\":{\"text\":\"\\ude00\\ud83d\"}}", "message[text]")]
    [InlineData("{\"a\":[1,{\"b\":0},[\"x\",\"\\ud83dx\"]]}", "a[2][1]")]
    [InlineData("{\"a\":{\"\\ud83d\":1}}", "a[?]")]
    [InlineData("{\"message\":\"{'text':'\\\\ud83d'}\",\"recipient\":{\"id\":\"1\"}}", "message")]
    [InlineData("{not json \\ud83d", "body")]
    public void Half_a_surrogate_pair_is_named(string body, string path)
    {
        var error = Sends.Read(Sends.Json, "", body).Bad();
        Assert.Equal("param_encoding", error.Name);
        Assert.Equal($"(#100) Param {path} must be valid Unicode text", error.Message);
    }

    [Fact]
    public void Both_halves_of_a_pair_and_escaped_backslashes_are_fine()
    {
        Assert.Equal(
            "{\"text\":\"\\uD83D\\uDE00\"}", Sends.Message("{\"text\":\"\\ud83d\\ude00\"}").Ok().MessageText());
        Assert.Equal("{\"text\":\"\\\\ud83d\"}", Sends.Message("{\"text\":\"\\\\ud83d\"}").Ok().MessageText());
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_named()
    {
        var body = (byte[])[.. "{\"message\":{\"text\":\""u8, 0xc3, 0x28, .. "\"}}"u8];
        Assert.Contains("message[text]", Sends.Read(Sends.Json, "", body).Bad().Message, StringComparison.Ordinal);
        Refused(Sends.Form, "", "message=%ff", "param_encoding", "message");
        Refused(Sends.Form, "", "%ff=message", "param_encoding", "?");
    }

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("a\\u0007b")]
    [InlineData("a\\u001bb")]
    public void Control_characters_are_named(string text)
    {
        var error = Sends.Message("{\"text\":\"" + text + "\"}").Bad();
        Assert.Equal("(#100) Param message[text] must not hold control characters", error.Message);
    }

    [Fact]
    public void Line_breaks_and_tabs_are_text() =>
        Assert.Equal(
            "{\"text\":\"a\\n\\tb\\r\\n\"}", Sends.Message("{\"text\":\"a\\n\\tb\\r\\n\"}").Ok().MessageText());

    [Fact]
    public void Nesting_is_bounded_in_every_encoding()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));
        Refused(Sends.Json, "", "{\"a\":" + deep + "}", "param_too_deep", "body");
        Refused(Sends.Json, "", "{a:" + deep + "}", "param_too_deep", "body");
        Refused(Sends.Form, "", "recipient[id]=1&message=" + "{a:" + deep + "}", "param_too_deep", "message");
        var keys = string.Concat(Enumerable.Repeat("[a]", 40));
        Refused(Sends.Form, "", "message" + keys + "=1", "param_too_deep", "message");
        var endless = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        Refused(Sends.Json, "", endless, "param_too_deep", "body");
    }

    [Fact]
    public void Thousands_of_keys_are_refused()
    {
        var keys = string.Join('&', Enumerable.Range(0, 1001).Select(i => $"a[{i}]=x"));
        Refused(Sends.Form, "", keys, "param_too_many", "1000");
    }

    [Fact]
    public void A_huge_index_costs_nothing()
    {
        var body = "a[999999999]=x&a[99999999999999999999]=y"u8.ToArray();
        Assert.True(GraphParameters.Decode(Sends.Form, "", body).Try(out var parameters, out _));
        Assert.True(parameters["a"].TryObject("a", out var value, out _));
        Assert.Equal("x", value.GetProperty("999999999").GetString());
    }

    [Theory]
    [InlineData("multipart/form-data", "--b", "boundary")]
    [InlineData("multipart/form-data; boundary=", "--b", "boundary")]
    [InlineData("multipart/form-data; boundary=b", "nothing", "no multipart boundary")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: f; name=a\r\n\r\nx", "without an end")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: f\r\n\r\nx\r\n--b--", "without a name")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nx\r\n--b--", "without headers")]
    [InlineData("multipart/form-data; boundary=b", "--b", "end of line")]
    public void A_broken_multipart_body_is_named(string contentType, string body, string part) =>
        Refused(contentType, "", body, "body_malformed", part);

    [Theory]
    [InlineData("""{"text":{"a":1}}""", "(#100) Param message[text] must be a string")]
    [InlineData("""{"text":["a"]}""", "(#100) Param message[text] must be a string")]
    [InlineData("""{"text":"a","quick_replies":"x"}""", "(#100) Param message[quick_replies] must be an array")]
    [InlineData("""{"text":"a","quick_replies":{"0":1}}""", "(#100) Param message[quick_replies] must be an array")]
    [InlineData("\"{broken\"", "(#100) Param message must be a JSON object")]
    [InlineData("[1]", "(#100) Param message must be a JSON object")]
    public void A_wrong_type_is_named(string message, string text) =>
        Assert.Equal(text, Sends.Message(message).Bad().Message);

    private static void Refused(string contentType, string query, string body, string name, string part)
    {
        var error = Sends.Read(contentType, query, body).Bad();
        Assert.Equal((name, 100, 400), (error.Name, error.Code, error.Status));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
