using System.CommandLine;
using System.Text.Json;
using Parley.Cli.Client;

namespace Parley.Cli.Commands;

/// <summary>What a command means when it names no page or person: the only one there is.</summary>
internal static class Picked
{
    /// <summary>The option that names a page.</summary>
    public static Option<string?> PageOption() => new("--page")
    {
        Description = "The page; may be left out where there is one page.",
        HelpName = "PAGE",
    };

    /// <summary>The only page's id.</summary>
    /// <exception cref="CliException">There is none, or more than one.</exception>
    public static Task<string> OnlyPage(ParleyApi api, CancellationToken cancel) => Only(api, "pages", "page", cancel);

    /// <summary>The only person's id.</summary>
    /// <exception cref="CliException">There is none, or more than one.</exception>
    public static Task<string> OnlyPerson(ParleyApi api, CancellationToken cancel) =>
        Only(api, "people", "person", cancel);

    private static async Task<string> Only(ParleyApi api, string list, string one, CancellationToken cancel)
    {
        var answer = await api.Get(list, cancel);
        if (!answer.Ok) throw answer.Fault();
        var found = answer.Root.Each("data").ToArray();
        return found.Length switch
        {
            1 => found[0].Text("id")!,
            0 => throw CliException.Usage($"there is no {one} yet: POST /_parley/v1/{list} makes one"),
            _ => throw CliException.Usage($"there are several; name one with --{one}: {Names(found)}"),
        };
    }

    private static string Names(JsonElement[] found)
    {
        const int most = 5;
        var shown = found.Take(most).Select(one => $"{one.Text("id")} ({one.Text("name")})");
        return string.Join(", ", shown) + (found.Length > most ? ", …" : "");
    }
}
