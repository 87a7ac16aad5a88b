using System.Text;
using Parley.Policy;
using Parley.Wire.Media;

namespace Parley.Wire.Tests.Media;

public sealed class UploadReaderTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData(",\"platform\":\"instagram\"", Channel.Instagram)]
    [InlineData(",\"platform\":\"MESSENGER\"", Channel.Messenger)]
    [InlineData(",\"platform\":null", null)]
    public void An_upload_names_one_file_and_perhaps_a_platform(string more, Channel? platform)
    {
        var upload = Read(
            """{"message":{"attachment":{"type":"Audio","payload":"""
            + """{"url":"https://a.example/a.mp3","is_reusable":true}}}"""
            + more + "}").Ok();
        Assert.Equal(
            (MediaKind.Audio, "https://a.example/a.mp3", true, platform),
            (upload.Medium.Kind, upload.Medium.Url, upload.Medium.Reusable, upload.Platform));
    }

    [Theory]
    [InlineData("{}", "param_required")]
    [InlineData("""{"message":5}""", "param_type")]
    [InlineData("""{"message":{}}""", "param_required")]
    [InlineData("""{"message":{"text":"hi"}}""", "param_keys")]
    [InlineData("""{"message":{"attachment":"x"}}""", "param_type")]
    [InlineData("""{"message":{"attachment":{"payload":{"url":"https://a.example"}}}}""", "param_required")]
    [InlineData("""{"message":{"attachment":{"type":"template","payload":{"url":"https://a.example"}}}}""", "param_enum")]
    [InlineData("""{"message":{"attachment":{"type":"image"}}}""", "param_required")]
    [InlineData("""{"message":{"attachment":{"type":"image","payload":{"url":"x"}}}}""", "param_url")]
    [InlineData("""{"message":{"attachment":{"type":"image","payload":{"attachment_id":"1"}}}}""", "param_keys")]
    [InlineData("""{"message":{"attachment":{"type":"image","payload":{"url":"https://a.example"}}},"platform":"whatsapp"}""", "param_enum")]
    public void What_is_wrong_with_an_upload_is_named(string body, string error) => Assert.Equal(
        error, Assert.IsType<Parsed<MediaUpload>.Bad>(Read(body)).Error.Name);

    private static Parsed<MediaUpload> Read(string body)
    {
        var decoded = GraphParameters.Decode(Sends.Json, "", Encoding.UTF8.GetBytes(body));
        Assert.True(decoded.Try(out var parameters, out var error), error?.Message);
        using (parameters) return UploadReader.Read(parameters!);
    }
}

file static class Uploads
{
    public static MediaUpload Ok(this Parsed<MediaUpload> parsed) =>
        Assert.IsType<Parsed<MediaUpload>.Ok>(parsed).Value;
}
