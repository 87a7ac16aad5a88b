using System.Text.Json;
using NodaTime;

namespace Parley.Server.Endpoints.V1;

/// <summary>A send to judge.</summary>
/// <param name="Page">The page that would send.</param>
/// <param name="App">The app that would ask; the page's only app if absent.</param>
/// <param name="Author"><c>human</c> or <c>bot</c>; what the app is if absent.</param>
/// <param name="Request">A Send API body.</param>
/// <param name="At">When it would be sent; now if absent.</param>
/// <param name="Edition">Judged by this edition; the page's if absent.</param>
/// <param name="Mode"><c>emulate</c> or <c>strict</c>; the page's if absent.</param>
internal sealed record DecideInput(
    long Page, long? App, string? Author, JsonElement Request, Instant? At, string? Edition, string? Mode)
{
    public const string Human = "human";
    public const string Bot = "bot";
    public const string Strict = "strict";

    public static DecideInput Read(Fields fields)
    {
        var input = new DecideInput(
            fields.NeedId("page"),
            fields.Id("app"),
            fields.Word("author", Human, Bot),
            (fields.Raw("request") ?? default).ValueKind is JsonValueKind.Object
                ? fields.Raw("request")!.Value.Clone()
                : default,
            fields.Instant("at"),
            Editions.Read(fields),
            fields.Word("mode", "emulate", Strict));
        fields.Require("request", "a Send API body");
        if (fields.Has("request") && input.Request.ValueKind is not JsonValueKind.Object)
            fields.Refuse("request", "must be an object");
        return input;
    }
}
