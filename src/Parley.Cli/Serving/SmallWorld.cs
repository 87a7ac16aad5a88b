using System.Text.Json;
using Parley.Cli.Client;

namespace Parley.Cli.Serving;

/// <summary>A world of one page and one person it knows: small enough to be printed as a few variables.</summary>
/// <param name="Named">The variables by name, in the order to print them.</param>
internal sealed record SmallWorld(IReadOnlyList<(string Name, string Value)> Named)
{
    /// <summary>Reads it from the server; null if the world is not that small.</summary>
    public static async Task<SmallWorld?> Find(ParleyApi api, CancellationToken cancel)
    {
        if (await Only(api, "pages", cancel) is not { } page || await Only(api, "people", cancel) is not { } person)
            return null;
        var (pageId, personId) = (page.Text("id")!, person.Text("id")!);
        page = await Get(api, $"pages/{pageId}", cancel);
        person = await Get(api, $"people/{personId}", cancel);
        var known = person.Each("contacts").FirstOrDefault(contact => contact.Text("channel") == "messenger");
        var tokens = page.Member("tokens");
        if (known.Text("psid") is not { } psid || tokens.ValueKind is not JsonValueKind.Object) return null;

        foreach (var token in tokens.EnumerateObject())
        {
            var app = await Get(api, $"apps/{token.Name}", cancel);
            if (!app.Flag("automated")) continue; // A bot is what a developer wants to connect.
            return new SmallWorld(
            [
                ("PARLEY_URL", api.Origin), ("PAGE_ID", pageId), ("PERSON_ID", personId), ("PSID", psid),
                ("APP_ID", token.Name), ("APP_SECRET", app.Text("secret") ?? ""),
                ("VERIFY_TOKEN", app.Text("verify_token") ?? ""), ("PAGE_TOKEN", token.Value.GetString() ?? ""),
            ]);
        }

        return null;
    }

    private static async Task<JsonElement?> Only(ParleyApi api, string what, CancellationToken cancel) =>
        (await Get(api, what + "?limit=2", cancel)).Each("data").ToArray() is [var one] ? one : null;

    private static async Task<JsonElement> Get(ParleyApi api, string path, CancellationToken cancel)
    {
        var answer = await api.Get(path, cancel);
        return answer.Ok ? answer.Root : throw answer.Fault();
    }
}
