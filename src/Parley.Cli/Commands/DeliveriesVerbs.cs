using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley deliveries</c>: the webhooks owed and delivered, and one of them again.</summary>
internal static class DeliveriesVerbs
{
    /// <summary>The verb with its two parts.</summary>
    public static Command Create() => new("deliveries", "Webhooks: what was attempted, how it went, and once more.")
    {
        new List(),
        new Resend(),
    };

    private sealed class List : ClientVerb
    {
        private readonly Option<string?>[] filters =
        [
            Opt.Text("--app", "APP", "Only of this app."),
            Opt.Text("--page", "PAGE", "Only of this page."),
            Opt.Text("--thread", "PAGE/PSID", "Only of this thread, as PAGE/PSID."),
            Opt.Text("--state", "STATE", "Only in this state, as delivered, retrying, waiting or dropped."),
            Opt.Text("--after", "NEXT", "From here on, the `next` of an earlier list."),
        ];

        public List()
            : base(
                "list",
                "Lists attempts with status, latency and next retry.",
                "parley deliveries list",
                "parley deliveries list --state retrying --page 100000000000001",
                "parley deliveries list --json")
        {
            foreach (var filter in filters) Options.Add(filter);
        }

        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
        {
            var query = Query.Of(filters.Select(filter => (filter.Name[2..], parsed.GetValue(filter))));
            return screen.Show(await api.Get("deliveries" + query, cancel), list => Print(screen, list));
        }

        private static void Print(Screen screen, ApiAnswer list)
        {
            var rows = list.Root.Each("data").Select(Row).ToList();
            if (rows.Count == 0) screen.Line("[grey]no attempts[/]");
            screen.Columns(rows);
            if (list.Text("next") is { } next) screen.Line($"  [grey]more: --after {next.EscapeMarkup()}[/]");
        }

        private static string[] Row(JsonElement one) =>
        [
            Cell(one, "id"), Cell(one, "at"), State(Cell(one, "state")), Cell(one, "field"),
            $"{Cell(one, "page")}/{Cell(one, "psid")}", $"try {Cell(one, "attempt")}", Outcome(one),
        ];

        private static string Outcome(JsonElement one)
        {
            string[] parts =
            [
                Cell(one, "status"), one.Text("at") is null ? "" : Milliseconds(one.Member("latency_ms")),
                Cell(one, "error"), one.Text("next_at") is { } next ? $"again at {next.EscapeMarkup()}" : "",
            ];
            return string.Join(", ", parts.Where(part => part.Length > 0));
        }

        private static string Milliseconds(JsonElement latency) => latency.ValueKind is JsonValueKind.Number
            ? string.Create(CultureInfo.InvariantCulture, $"{latency.GetDouble():0.#} ms")
            : "";

        private static string State(string state) => state switch
        {
            "delivered" => $"[green]{state}[/]",
            "dropped" => $"[red]{state}[/]",
            _ => $"[yellow]{state}[/]",
        };

        private static string Cell(JsonElement of, string name) => of.Member(name).ToString().EscapeMarkup();
    }

    private sealed class Resend : ClientVerb
    {
        private readonly Argument<string> id = new("id") { Description = "The delivery, as listed." };

        public Resend()
            : base(
                "resend",
                "Delivers one again: the same bytes, the same signature.",
                "parley deliveries resend 42") =>
            Arguments.Add(id);

        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
        {
            var path = $"deliveries/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/resend";
            var answer = await api.Post(path, new JsonObject(), cancel);
            return screen.Show(answer, _ => screen.Line("[green]✓[/] on its way again"));
        }
    }
}
