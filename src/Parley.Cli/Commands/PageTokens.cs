using Parley.Cli.Client;

namespace Parley.Cli.Commands;

/// <summary>A page, one of its apps, and the token that app uses for it.</summary>
internal sealed record PageToken(string Page, string? App, string Token);

/// <summary>Finds the page token a command means.</summary>
internal static class PageTokens
{
    /// <summary>The token of <paramref name="app"/>, or of the page's first app.</summary>
    /// <exception cref="CliException">The page has no such token.</exception>
    public static async Task<PageToken> Find(ParleyApi api, string? page, string? app, CancellationToken cancel)
    {
        var id = page ?? await Picked.OnlyPage(api, cancel);
        var answer = await api.Get($"pages/{Uri.EscapeDataString(id)}", cancel);
        if (!answer.Ok) throw answer.Fault();
        foreach (var token in answer.Root.GetProperty("tokens").EnumerateObject())
        {
            if (app is null || token.Name == app) return new PageToken(id, token.Name, token.Value.GetString()!);
        }

        throw CliException.Usage(app is null
            ? $"page {id} has no app, so nobody can send for it: install one or give --token"
            : $"app {app} is not installed on page {id}");
    }
}
