using System.Text;
using Parley.Policy;
using Parley.Wire.Media;

namespace Parley.Wire.Tests.Media;

public sealed class MediaRulesTests
{
    private const string Png = "89504E470D0A1A0A0000000D4948445200000140000000F00806000000";
    private const string Jpeg = "FFD8FFE000104A46494600010100000100010000FFC0001108010001400301";
    private const string Gif = "474946383961400120010000";
    private const string Mp4 = "0000001C6674797069736F6D00000200";
    private const string M4a = "0000001C667479704D344120";
    private const string Mov = "000000146674797071742020";
    private const string Wav = "524946460000000057415645666D7420";
    private const string Avi = "5249464600000000415649204C495354";
    private const string Mp3 = "FFFB9064000000";
    private const string Aac = "FFF15080";
    private const string Ogg = "4F67675300";
    private const string Webm = "1A45DFA39F";
    private const string Pdf = "255044462D312E34";
    private const string Html = "0A3C21444F43545950452068746D6C3E3C68746D6C3E";
    private const string Noise = "0102030405060708";

    [Theory]
    [InlineData(Png, "image/png")]
    [InlineData(Jpeg, "image/jpeg")]
    [InlineData(Gif, "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData(Mp4, "video/mp4")]
    [InlineData(M4a, "audio/mp4")]
    [InlineData(Mov, "video/quicktime")]
    [InlineData(Wav, "audio/wav")]
    [InlineData(Avi, "video/x-msvideo")]
    [InlineData(Mp3, "audio/mpeg")]
    [InlineData("494433040000", "audio/mpeg")]
    [InlineData(Aac, "audio/aac")]
    [InlineData(Ogg, "video/ogg")]
    [InlineData(Webm, "video/webm")]
    [InlineData(Pdf, "application/pdf")]
    [InlineData("504B0304140000", "application/zip")]
    [InlineData(Html, "text/html")]
    public void The_first_bytes_tell_what_a_file_is(string head, string mime) =>
        Assert.Equal(mime, FileType.Of(Convert.FromHexString(head))!.As(MediaKind.File));

    [Theory]
    [InlineData(MediaKind.Image, null, Png, "image/png")]
    [InlineData(MediaKind.Image, "application/octet-stream", Jpeg, "image/jpeg")]
    [InlineData(MediaKind.Image, "image/jpg", Jpeg, "image/jpeg")]
    [InlineData(MediaKind.Image, "image/png; charset=binary", Jpeg, "image/jpeg")]
    [InlineData(MediaKind.Image, "image/png", Noise, "image/png")]
    [InlineData(MediaKind.Image, null, Noise, null)]
    [InlineData(MediaKind.Image, "text/html", Png, null)]
    [InlineData(MediaKind.Image, "image/png", Html, null)]
    [InlineData(MediaKind.Image, "image/png", Pdf, null)]
    [InlineData(MediaKind.Image, "image/svg+xml", "3C737667", null)]
    [InlineData(MediaKind.Image, "video/mp4", Mp4, null)]
    [InlineData(MediaKind.Audio, "audio/mpeg", Mp3, "audio/mpeg")]
    [InlineData(MediaKind.Audio, "audio/mp3", Noise, "audio/mpeg")]
    [InlineData(MediaKind.Audio, "audio/x-m4a", M4a, "audio/mp4")]
    [InlineData(MediaKind.Audio, "video/mp4", Mp4, null)]
    [InlineData(MediaKind.Audio, null, Mp4, "audio/mp4")]
    [InlineData(MediaKind.Audio, "image/png", Png, null)]
    [InlineData(MediaKind.Video, "video/mp4", Mp4, "video/mp4")]
    [InlineData(MediaKind.Video, null, Mov, "video/quicktime")]
    [InlineData(MediaKind.Video, "audio/mpeg", Mp3, null)]
    [InlineData(MediaKind.Video, null, Mp3, null)]
    [InlineData(MediaKind.File, "text/csv", Noise, "text/csv")]
    [InlineData(MediaKind.File, null, Pdf, "application/pdf")]
    [InlineData(MediaKind.File, null, Noise, "application/octet-stream")]
    [InlineData(MediaKind.File, "not a type", Noise, "application/octet-stream")]
    [InlineData(MediaKind.File, "image/png", Png, "image/png")]
    public void A_file_is_what_it_declares_unless_its_bytes_say_otherwise(
        MediaKind kind, string? declared, string head, string? mime) =>
        Assert.Equal(mime, MediaRules.TypeOf(kind, declared, Convert.FromHexString(head)));

    [Theory]
    [InlineData(MediaKind.Image, "image/png", false, true)]
    [InlineData(MediaKind.Image, "image/jpeg", false, true)]
    [InlineData(MediaKind.Image, "image/gif", false, false)]
    [InlineData(MediaKind.Image, "image/gif", true, true)]
    [InlineData(MediaKind.Image, "image/webp", true, false)]
    [InlineData(MediaKind.Audio, "audio/aac", false, true)]
    [InlineData(MediaKind.Audio, "audio/mp4", false, true)]
    [InlineData(MediaKind.Audio, "audio/wav", false, true)]
    [InlineData(MediaKind.Audio, "audio/mpeg", false, false)]
    [InlineData(MediaKind.Video, "video/mp4", false, true)]
    [InlineData(MediaKind.Video, "video/ogg", false, true)]
    [InlineData(MediaKind.Video, "video/x-msvideo", false, true)]
    [InlineData(MediaKind.Video, "video/quicktime", false, true)]
    [InlineData(MediaKind.Video, "video/webm", false, true)]
    [InlineData(MediaKind.Video, "video/mpeg", false, false)]
    [InlineData(MediaKind.File, "application/pdf", false, true)]
    [InlineData(MediaKind.File, "text/csv", true, false)]
    public void Instagram_takes_fewer_types(MediaKind kind, string mime, bool uploaded, bool takes)
    {
        Assert.Equal(takes, MediaRules.Takes(Channel.Instagram, kind, mime, uploaded));
        Assert.True(MediaRules.Takes(Channel.Messenger, kind, mime, uploaded));
    }

    [Theory]
    [InlineData(MediaKind.Image, Channel.Messenger, true, 8)]
    [InlineData(MediaKind.Image, Channel.Messenger, false, 25)]
    [InlineData(MediaKind.Image, Channel.Instagram, false, 8)]
    [InlineData(MediaKind.Video, Channel.Messenger, true, 25)]
    [InlineData(MediaKind.File, Channel.Instagram, false, 25)]
    public void Pictures_by_url_and_on_instagram_are_smaller(
        MediaKind kind, Channel channel, bool byUrl, int megabytes) =>
        Assert.Equal(megabytes * 1024 * 1024, MediaRules.MostBytesOf(kind, channel, byUrl));

    [Theory]
    [InlineData(Png, 320, 240)]
    [InlineData(Jpeg, 320, 256)]
    [InlineData(Gif, 320, 288)]
    public void Pictures_tell_their_size(string head, int width, int height) =>
        Assert.Equal(new ImageSize(width, height), ImageSize.Of(Convert.FromHexString(head)));

    [Fact]
    public void Cut_and_broken_heads_tell_nothing_and_break_nothing()
    {
        foreach (var head in (string[])[Png, Jpeg, Gif, Mp4, Wav, Webm, Html, Mp3])
        {
            var bytes = Convert.FromHexString(head);
            for (var length = 0; length <= bytes.Length; length++)
            {
                _ = FileType.Of(bytes.AsSpan(0, length));
                _ = ImageSize.Of(bytes.AsSpan(0, length));
            }
        }

        Assert.Null(ImageSize.Of(Convert.FromHexString("FFD8FFE0FFFFFFC0")));
        Assert.Null(ImageSize.Of("nothing of the kind"u8));
        Assert.Null(FileType.Of(Encoding.ASCII.GetBytes("plain text")));
    }

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("video/mp4", true)]
    [InlineData("audio/wav", true)]
    [InlineData("image/svg+xml", false)]
    [InlineData("text/html", false)]
    [InlineData("application/pdf", false)]
    public void Only_media_are_shown_in_place(string mime, bool shown) => Assert.Equal(shown, MediaRules.IsShown(mime));
}
