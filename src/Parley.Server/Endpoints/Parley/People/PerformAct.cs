using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Parley.Server.Acts;
using Parley.Server.Endpoints.Doors;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /people/{person}/acts</c></summary>
internal static class PerformAct
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/people/{person}/acts", Handle)
        .Describe("people", "Lets a person do something towards a page", Acts())
        .Takes<ActDescription>("""{"page":"100000000000001","act":"message","text":"Are you open on Sunday?"}""")
        .Produces<ActAnswer>()
        .Refuses(400, 404, 422);

    private static async Task<IResult> Handle(string person, HttpRequest request, World.People people, Stage stage)
    {
        if (GetPerson.Find(person, people) is not { } actor) return Problem.NotFound("person", person, "person");
        var body = await JsonBody.Read(request, ActInput.Read);
        if (!body.TryGet(out var input, out var problem)) return problem;
        return await stage.Perform(actor, input.Page, input.Channel, input.Act, input.At) switch
        {
            Performed.Done done => Answer.Ok(ActAnswer.Of(done, request), Answer.Json.ActAnswer),
            Performed.Refused refused =>
                Problem.Of(StatusCodes.Status422UnprocessableEntity, refused.Field, refused.Why),
            _ => throw new UnreachableException(),
        };
    }

    private static string Acts() =>
        "Answers once it is on disk. An act that cannot happen is refused and changes nothing. The acts and their "
        + "fields: "
        + string.Join(" ", ActTable.All.Select(Told));

    private static string Told(ActEntry act) =>
        $"`{act.Name}`{(act.Fields.Length > 0 ? $" ({act.Fields})" : "")}: {act.Summary}";
}

/// <summary>What came of an act.</summary>
/// <param name="Psid">The id under which the page sees the person.</param>
/// <param name="At">When it happened.</param>
internal sealed record ActAnswer(long Psid, Instant At)
{
    /// <summary>The message it made, if it made one.</summary>
    public string? Mid { get; init; }

    /// <summary>The notification token it gave, if it gave one.</summary>
    public string? Token { get; init; }

    /// <summary>The comment it made.</summary>
    public string? CommentId { get; init; }

    /// <summary>The post it made, the one a comment stands under, or the broadcast that ended.</summary>
    public string? PostId { get; init; }

    /// <summary>The reference a checkbox gave the page.</summary>
    public string? UserRef { get; init; }

    /// <summary>The token to link accounts with.</summary>
    public string? AccountLinkingToken { get; init; }

    /// <summary>Where the business's log-in page sends the person, with <c>authorization_code</c> added.</summary>
    public string? RedirectUri { get; init; }

    public static ActAnswer Of(Performed.Done done, HttpRequest request) => new(done.Psid.Value, done.At)
    {
        Mid = done.Mid,
        Token = done.Token,
        CommentId = done.CommentId,
        PostId = done.PostId,
        UserRef = done.UserRef,
        AccountLinkingToken = done.AccountLinkingToken,
        RedirectUri = done.AccountLinkingToken is { } token ? AccountLinkDoor.UrlOf(request, token) : null,
    };
}
