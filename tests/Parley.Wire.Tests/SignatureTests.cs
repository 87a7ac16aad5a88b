using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Parley.Wire.Tests;

public sealed class SignatureTests
{
    private const string Secret = "test_app_secret";

    private const string Body =
        """{"object":"page","entry":[{"time":1700000000500,"id":"100000000000001","messaging":["""
        + """{"sender":{"id":"200000000000002"},"recipient":{"id":"100000000000001"},"timestamp":1700000000123,"""
        + "\"message\":" + """{"mid":"m_TESTMID","text":"\u00e4\u00f6\u00e5 \ud83d\ude00 a\/b"}}]}]}""";

    [Fact]
    public void The_known_body_has_the_known_signatures()
    {
        var bytes = Encoding.ASCII.GetBytes(Body);

        Assert.Equal(262, bytes.Length);
        Assert.Equal("sha1=03ac3dfa2aa2e3465447ab4b6f551542fa2f90db", Signature.Sha1(Secret, bytes));
        Assert.Equal(
            "sha256=071305b2b43a65c1d4fc62211bf25eb867d3b7e6e942ef1b4bdae9055d341c23", Signature.Sha256(Secret, bytes));
    }

    [Fact]
    public void The_writer_gives_the_known_body_byte_for_byte()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = MetaEncoder.WithExtras }))
        {
            using var decoded = JsonDocument.Parse(Body);
            decoded.WriteTo(json);
        }

        Assert.Equal(Body, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("plain 'text' + & >", "plain 'text' + & >")]
    [InlineData("a/b\\c\"d", "a\\/b\\\\c\\\"d")]
    [InlineData("\b\t\n\f\r\u0001\u001f", "\\b\\t\\n\\f\\r\\u0001\\u001f")]
    [InlineData("é\u2028\u00ad日本", "\\u00e9\\u2028\\u00ad\\u65e5\\u672c")]
    [InlineData("\U0001f600", "\\ud83d\\ude00")]
    [InlineData("50% <a@b>", "50\\u0025 \\u003Ca\\u0040b>")]
    public void Strings_are_escaped_as_the_platform_does(string text, string escaped)
    {
        Assert.Equal($"\"{escaped}\"", Written(text, MetaEncoder.WithExtras));
        Assert.Equal(text, JsonSerializer.Deserialize<string>($"\"{escaped}\""));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("\"half \\ufffd!\"", Written("half \ud83d!", MetaEncoder.WithExtras));

    [Fact]
    public void The_extra_escapes_can_be_left_out() =>
        Assert.Equal("\"50% <a@b>\\/\\u00e9\"", Written("50% <a@b>/é", MetaEncoder.Plain));

    [Fact]
    public void Whatever_the_text_the_output_is_ascii_and_reads_back_the_same() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, text =>
        {
            var written = Written(text, MetaEncoder.WithExtras);
            var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            return Ascii.IsValid(written) && JsonSerializer.Deserialize<string>(written) == sound;
        });

    [Fact]
    public void A_proof_is_the_hmac_of_the_token()
    {
        var proof = AppSecretProof.Compute(Secret, "EAAtoken");

        Assert.Equal(Signature.Sha256(Secret, "EAAtoken"u8)["sha256=".Length..], proof);
        Assert.True(AppSecretProof.Verify(Secret, "EAAtoken", proof));
        Assert.True(AppSecretProof.Verify(Secret, "EAAtoken", proof.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("System.Byte[]")]
    [InlineData("zz1305b2b43a65c1d4fc62211bf25eb867d3b7e6e942ef1b4bdae9055d341c23")]
    [InlineData("071305b2b43a65c1d4fc62211bf25eb867d3b7e6e942ef1b4bdae9055d341c23")]
    public void Another_proof_is_refused(string proof) =>
        Assert.False(AppSecretProof.Verify(Secret, "EAAtoken", proof));

    [Fact]
    public void A_proof_keyed_with_an_empty_secret_is_refused() =>
        Assert.False(AppSecretProof.Verify(Secret, "EAAtoken", AppSecretProof.Compute("", "EAAtoken")));

    private static string Written(string text, MetaEncoder encoder)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = encoder }))
            json.WriteStringValue(text);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
