using System.Text;
using Parley.Policy;
using Parley.Wire.Profiles;

namespace Parley.Wire.Tests;

/// <summary>
/// The Messenger Profile: every member at its limit, past it, of a wrong type, on the other platform, in another
/// version.
/// </summary>
public sealed class ProfileReaderTests
{
    public static TheoryData<string, string> Properties() => TextTable.Read("messenger-profile.txt");

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_is_kept_in_one_form_or_refused_in_the_platforms_words(string asked, string answer)
    {
        var (channel, version, body) = Taken(TextTable.Spelled(asked));
        using var parameters = Decoded(Sends.Json, "", body);
        var seen = ProfileReader.Read(parameters, channel, version).Try(out var values, out var error)
            ? string.Join(' ', values.Select(one => $"{one.Name}={one.Json}"))
            : TextTable.Written(error);
        Assert.Equal(TextTable.Spelled(answer), seen);
    }

    [Theory]
    [InlineData("get_started={\"payload\":\"a\"}")]
    [InlineData("get_started={'payload':'a'}")]
    [InlineData("get_started={payload:'a'}")]
    [InlineData("get_started[payload]=a")]
    public void A_property_is_read_in_whatever_form_it_comes(string body)
    {
        using var inBody = Decoded(Sends.Form, "", body);
        using var inQuery = Decoded(null, "?" + body, "");
        foreach (var parameters in (GraphParameters[])[inBody, inQuery])
        {
            var read = ProfileReader.Read(parameters, Channel.Messenger, ApiVersion.Newest);
            Assert.True(read.Try(out var values, out _));
            Assert.Equal(new ProfileValue("get_started", """{"payload":"a"}"""), Assert.Single(values));
        }
    }

    [Theory]
    [InlineData("?fields=get_started,greeting", "get_started greeting")]
    [InlineData("?fields=[\"greeting\", \"get_started\",\"greeting\"]", "greeting get_started")]
    [InlineData("?fields[0]=PERSISTENT_MENU&fields[1]=commands", "persistent_menu commands")]
    [InlineData(
        "",
        "get_started greeting ice_breakers persistent_menu whitelisted_domains account_linking_url commands")]
    [InlineData("?fields=payment_settings, home_url", "payment_settings home_url")]
    public void Names_asked_for_come_once_each_in_their_order(string query, string expected)
    {
        using var parameters = Decoded(null, query, "");
        Assert.True(ProfileReader.ReadAsked(parameters).Try(out var asked, out _));
        Assert.Equal(expected, string.Join(' ', asked.Select(one => one.Name)));
    }

    [Theory]
    [InlineData("", Channel.Messenger, "100 - (#100) The parameter fields is required")]
    [InlineData("?payload=get_started", Channel.Messenger, "100 - (#100) The parameter fields is required")]
    [InlineData("?fields=home_url", Channel.Messenger, "100 9900082 (#100) The property home_url is deprecated")]
    [InlineData(
        "?fields=greeting",
        Channel.Instagram,
        "100 9900083 (#100) The property greeting is not supported for the platform instagram")]
    public void A_deletion_names_what_can_be_deleted(string query, Channel channel, string expected)
    {
        using var parameters = Decoded(null, query, "");
        Assert.False(ProfileReader.ReadDeleted(parameters, channel).Try(out _, out var error));
        Assert.Equal(expected, TextTable.Written(error!));
    }

    [Fact]
    public void A_name_that_no_property_has_is_named_with_those_there_are()
    {
        using var parameters = Decoded(null, "?fields=greeting,colour", "");
        Assert.False(ProfileReader.ReadAsked(parameters).Try(out _, out var error));
        Assert.StartsWith(
            "(#100) Param fields[1] must be one of {get_started, greeting, ", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Channel.Messenger, Channel.Messenger)]
    [InlineData("?platform=INSTAGRAM", Channel.Messenger, Channel.Instagram)]
    [InlineData("?platform=messenger", Channel.Instagram, Channel.Messenger)]
    [InlineData("", Channel.Instagram, Channel.Instagram)]
    public void The_platform_is_the_one_named_or_the_callers(string query, Channel usual, Channel expected)
    {
        using var parameters = Decoded(null, query, "");
        Assert.Null(ProfileReader.ReadPlatform(parameters, usual, out var channel));
        Assert.Equal(expected, channel);
    }

    [Theory]
    [InlineData("?platform=whatsapp", "100 - (#100) Param platform must be one of {messenger, instagram}")]
    public void Another_platform_is_none(string query, string expected)
    {
        using var parameters = Decoded(null, query, "");
        Assert.Equal(
            expected, TextTable.Written(ProfileReader.ReadPlatform(parameters, Channel.Messenger, out _)!));
    }

    // Words before the body: "instagram", or a version.
    private static (Channel Channel, ApiVersion Version, string Body) Taken(string asked)
    {
        var (channel, version) = (Channel.Messenger, ApiVersion.Newest);
        while (asked[0] != '{')
        {
            var word = asked[..asked.IndexOf(' ', StringComparison.Ordinal)];
            asked = asked[(word.Length + 1)..];
            if (word == "instagram") channel = Channel.Instagram;
            else Assert.True(ApiVersion.TryParse(word, out version));
        }

        return (channel, version, asked);
    }

    private static GraphParameters Decoded(string? contentType, string query, string body)
    {
        var decoded = GraphParameters.Decode(contentType, query, Encoding.UTF8.GetBytes(body));
        Assert.True(decoded.Try(out var parameters, out var error), error?.Message);
        return parameters!;
    }
}
