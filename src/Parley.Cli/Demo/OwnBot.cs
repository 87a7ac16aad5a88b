using System.Diagnostics;
using Parley.Cli.Client;
using Parley.Cli.Scenarios;
using Parley.Cli.Terminal;

namespace Parley.Cli.Demo;

/// <summary>A bot that somebody else starts: it is told its tokens and awaited until it shakes hands.</summary>
internal static class OwnBot
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Prints what the bot needs and subscribes it as soon as it answers.</summary>
    /// <exception cref="CliException">It does not answer in time; the message is the platform's.</exception>
    public static async Task Await(
        Screen screen, ParleyApi api, Cast cast, string channel, string callback, CancellationToken cancel)
    {
        var app = cast.Apps["bot"];
        if (!screen.Json)
        {
            screen.Line("Start your bot with");
            screen.Plain($"  export PARLEY_URL={api.Origin} VERIFY_TOKEN={Cast.VerifyToken}");
            screen.Plain($"  export APP_ID={app.Id} APP_SECRET={app.Secret}");
            screen.Plain($"  export PAGE_ID={cast.Page} PAGE_TOKEN={app.PageToken}");
        }

        screen.Note($"waiting for the handshake at {callback}");
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await cast.Subscribe(api, "bot", channel, callback, cancel);
                return;
            }
            catch (CliException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }
}
