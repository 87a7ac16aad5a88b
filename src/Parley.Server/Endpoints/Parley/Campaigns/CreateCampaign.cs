using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Parley.Policy;
using Parley.Server.Campaigns;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.Media;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /campaigns</c></summary>
internal static class CreateCampaign
{
    private const string Nobody = "";
    private const int Step = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/campaigns", Handle)
        .Describe(
            "campaigns",
            "Makes a campaign of sponsored messages",
            "Delivered from its start on to everybody with a thread they opened who does not block the page and was "
            + "not in touch in the last 24 hours; once to each. The policy judges every single one.")
        .Takes<CampaignInput>(
            """{"page":"100000000000001","message":{"text":"Our new roast is here."},"budget":5000,"price":5}""")
        .Produces<CampaignAnswer>(201)
        .Refuses(400, 422);

    private static async Task<IResult> Handle(
        HttpRequest request,
        WorldDirectory world,
        IShards shards,
        IPlatformClock clock,
        ServerOptions options,
        Attachments attachments,
        Campaigns.Campaigns campaigns)
    {
        var body = await JsonBody.Read(request, CampaignInput.Read);
        if (!body.TryGet(out var input, out var problem)) return problem;
        var page = new PageId(input.Page);
        if (world.Page(page) is null) return Unfit("page", $"There is no page `{input.Page}`.");
        var now = clock.GetCurrentInstant();
        if (input.StartsAt < now) return Unfit("starts_at", "A campaign cannot begin in the past.");

        var edition = world.EditionOf(page, now);
        if (SponsoredMessage.Read(input.Message, edition.Day, out var error) is not { } message)
            return Unfit("message", error!.Message);
        if (await attachments.ClaimForAll(page, message, now) is { } unsendable)
            return Unfit("message", unsendable.Message);
        var send = SponsoredMessage.RequestOf(message, Nobody);
        var standing = world.StandingOf(page, 0);
        if (Refusal(edition, standing, in send, now) is { } reason)
            return Unfit("page", Language.Preferred(request).About(world.Page(page)!.Name, null).Of(reason));
        var least = options.Campaigns.LeastAudience;
        var reach = await Reach(least, page, shards, edition, standing, send, now);
        if (reach < least)
            return Unfit("audience", $"Only {reach} people could have it; a campaign needs at least {least}.");

        var made = await campaigns.Add(Draft(input, now));
        var begun = CampaignAnswer.Of(campaigns.Find(made.Id) ?? made);
        return Answer.Created($"{ParleyApi.Root}/campaigns/{made.Id}", begun, Answer.Json.CampaignAnswer);
    }

    // What is refused for somebody who never wrote, and not because they never did, is refused for everybody.
    private static Reason? Refusal(Edition edition, Standing standing, in SendRequest send, Instant now)
    {
        var outcome = edition.Decide(in ThreadState.Empty, standing, in send, now);
        return outcome.Reason == Reason.NotInAudience || outcome.Reason == Reason.RecipientUnknown
            ? null
            : outcome.Reason;
    }

    // Counted only as far as it matters.
    private static async Task<int> Reach(
        int least, PageId page, IShards shards, Edition edition, Standing standing, SendRequest send, Instant now)
    {
        var (reach, after) = (0, default(Psid));
        while (reach < least)
        {
            var people = await shards.List(page, after, Step);
            reach += people.Count(person => Audience.Includes(edition, person, standing, in send, now));
            if (people.Count < Step) break;
            after = people[^1].Thread.Person;
        }

        return reach;
    }

    private static CampaignRecord Draft(CampaignInput input, Instant now) => new()
    {
        Id = 0,
        Page = input.Page,
        Name = input.Name,
        Message = input.Message,
        Labels = input.Audience?.Labels,
        Budget = input.Budget,
        Price = input.Price ?? 0,
        CreatedAt = now.ToUnixTimeMilliseconds(),
        StartsAt = (input.StartsAt ?? now).ToUnixTimeMilliseconds(),
        Status = CampaignStatus.Scheduled,
    };

    private static IResult Unfit(string field, string why) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, field, why);
}
