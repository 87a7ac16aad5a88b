using Parley.Policy;
using static Parley.Wire.Tests.Audit.Log;

namespace Parley.Wire.Tests.Audit;

/// <summary>An app that lacks a permission is refused in an audit as it is over HTTP.</summary>
public sealed class PermissionTests
{
    private static readonly NodaTime.Duration Zero = NodaTime.Duration.Zero;

    [Theory]
    [InlineData(Channel.Messenger, "", "ACCEPT")]
    [InlineData(Channel.Messenger, "\"permissions\":[\"pages_messaging\"],", "ACCEPT")]
    [InlineData(Channel.Messenger, "\"permissions\":[\"instagram_manage_messages\"],", "230")]
    [InlineData(Channel.Messenger, "\"permissions\":[],", "230")]
    [InlineData(Channel.Instagram, "\"permissions\":[\"pages_messaging\"],", "230")]
    [InlineData(Channel.Instagram, "\"permissions\":[\"instagram_manage_messages\"],", "ACCEPT")]
    [InlineData(Channel.Instagram, "\"permissions\":[\"instagram_business_manage_messages\"],", "ACCEPT")]
    public void The_channels_permission_is_needed_to_send(Channel channel, string permissions, string answer)
    {
        var log = new Log(channel).Page($"\"instagram\":{{\"id\":\"{InstagramId}\"}}");
        log.App(permissions + "\"automated\":false").Says(Zero).Sends(Hours(1));
        Assert.Equal(answer, Answer(log.Audit().Single()));
    }

    [Fact]
    public void A_permission_counts_from_the_instant_it_is_granted()
    {
        var log = new Log().Says(Zero).App("\"permissions\":[]");
        log.App($"\"at\":\"{log.Iso(Hours(2))}\",\"permissions\":[\"pages_messaging\"]");
        var entries = log.Sends(Hours(1)).Sends(Hours(2)).Audit();
        Assert.Equal(["230", "ACCEPT"], entries.Select(Answer));
        Assert.Equal("messaging_permission_missing", entries[0].Reason);
    }

    [Fact]
    public void Labels_need_the_permission_for_a_pages_metadata()
    {
        Log Asked(string permissions) => new Log().Page("\"contact_terms\":{\"accepted\":true}").App(permissions).Raw(
            $$$"""{"called":{"at":"2021-10-05T00:00:00Z","page":"{{{Shop}}}","app":"500","method":"GET","path":"/v12.0/me/custom_labels"}}""");
        Assert.Equal("200", Answer(Asked("\"permissions\":[\"pages_messaging\"]").Audit().Single()));
        Assert.Equal("ACCEPT", Answer(Asked("\"permissions\":[\"pages_manage_metadata\"]").Audit().Single()));
    }

    [Fact]
    public void Permissions_that_are_no_list_are_named()
    {
        var faults = new Log().App("\"permissions\":\"all\"").Faults("2021-10-01", Mode.Emulate, false, []);
        Assert.Equal((1L, "`app.permissions` must be a list"), Assert.Single(faults));
    }

    [Fact]
    public void A_login_id_names_nobody() =>
        Assert.Equal("100/2018001", Answer(new Log().Says(Zero).To(Hours(1), "{\"login_id\":\"9\"}").Audit().Single()));
}
