using System.Net;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Acts;

/// <summary>A person logs in at the business's own page, and the bot learns who they are there.</summary>
public sealed class AccountLinkTests
{
    private const string Edition = "2021-10-01";
    private const string LogIn = """
        {"template_type":"button","text":"Welcome","buttons":[
          {"type":"account_link","url":"https://bot.example/login"},{"type":"account_unlink"}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accounts_are_linked_once_told_and_unlinked()
    {
        await using var bed = await StoryBed.Start(Edition);
        var (psid, opened) = await Open(bed);
        var token = opened.Text("account_linking_token");
        Assert.EndsWith(
            $"/messenger_platform/account_linking/?account_linking_token={token}", opened.Text("redirect_uri"));

        var asked = await bed.Tell(HttpMethod.Get, Me(bed, token), null);
        Assert.Equal($$"""{"recipient":"{{psid}}","id":"{{bed.Page}}"}""", asked.Ok().Json.GetRawText());
        (await bed.Act("link_account", Code(token))).Ok();
        Assert.Equal(
            """{"status":"linked","authorization_code":"c-1"}""", (await bed.Heard("account_linking")).GetRawText());
        (await bed.Act("link_account", Code(token))).Refuses(422, "account_linking_token");

        (await bed.Act("unlink_account")).Ok();
        Assert.Equal("""{"status":"unlinked"}""", (await bed.Heard("account_linking", 1)).GetRawText());
        (await bed.Act("unlink_account")).Refuses(422, "act");
    }

    [Theory]
    [InlineData("PT5M", true)]
    [InlineData("PT5M0.001S", false)]
    public async Task A_token_lives_for_five_minutes(string later, bool alive)
    {
        await using var bed = await StoryBed.Start(Edition);
        var (_, opened) = await Open(bed);
        var token = opened.Text("account_linking_token");
        await bed.Advance(later);
        Assert.Equal(alive ? "ok" : "10303", (await bed.Tell(HttpMethod.Get, Me(bed, token), null)).Code());
        var linked = await bed.Act("link_account", Code(token));
        if (alive) linked.Ok();
        else linked.Refuses(422, "account_linking_token");
    }

    [Fact]
    public async Task A_browser_that_comes_back_links_the_accounts()
    {
        await using var bed = await StoryBed.Start(Edition);
        var (_, opened) = await Open(bed);
        using var browser = new HttpClient();
        var left = await browser.GetStringAsync(new Uri(opened.Text("redirect_uri")), Cancel);
        Assert.Contains("Nothing was linked", left, StringComparison.Ordinal);
        var back = new Uri(opened.Text("redirect_uri") + "&authorization_code=c-1");
        Assert.Contains("is linked", await browser.GetStringAsync(back, Cancel), StringComparison.Ordinal);
        Assert.Equal("c-1", (await bed.Heard("account_linking")).GetProperty("authorization_code").GetString());
        using var again = await browser.GetAsync(back, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task Nobody_elses_token_and_no_other_button_will_do()
    {
        await using var bed = await StoryBed.Start(Edition);
        var (psid, opened) = await Open(bed);
        var plain = (await bed.Send($$"""{"id":"{{psid}}"}""", """{"text":"no button"}""")).Ok().Text("message_id");
        (await bed.Act("open_account_link", $"\"mid\":\"{plain}\"")).Refuses(422, "mid");
        (await bed.Act("open_account_link")).Refuses(400, "mid");
        (await bed.Act("link_account", Code("forged"))).Refuses(422, "account_linking_token");
        bed.Ada = (await bed.Api("people", """{"name":"Eve"}""")).Ok().Text("id");
        (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        var hers = await bed.Act("link_account", Code(opened.Text("account_linking_token")));
        hers.Refuses(422, "account_linking_token");
        Assert.Equal("10303", (await bed.Tell(HttpMethod.Get, Me(bed, "forged"), null)).Code());
    }

    private static async Task<(string Psid, Told Opened)> Open(StoryBed bed)
    {
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var mid = await bed.Ask(psid, LogIn);
        return (psid, (await bed.Act("open_account_link", $"\"mid\":\"{mid}\"")).Ok());
    }

    private static string Code(string token) =>
        $"\"account_linking_token\":\"{token}\",\"authorization_code\":\"c-1\"";

    private static string Me(StoryBed bed, string token) =>
        $"/v12.0/me?fields=recipient&account_linking_token={token}&access_token={bed.Token}";
}
