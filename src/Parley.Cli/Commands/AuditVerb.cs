using System.CommandLine;
using Parley.Cli.Audit;
using Parley.Cli.Wordings;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Server.Hosting;
using Parley.Wire.Content;

namespace Parley.Cli.Commands;

/// <summary><c>parley audit</c>: judges a log of webhook and Send API bodies, line by line.</summary>
internal sealed class AuditVerb : Command, IHasExamples
{
    private readonly Argument<string> log = new("log")
    {
        HelpName = "LOG",
        Description = "The log as JSON Lines, oldest first, gzip too; `-` is standard input.",
    };

    private readonly Option<string> edition = Opt.Text(
        "--edition", "DAY", "The edition of the policy, or `auto` for what was in force at each instant.",
        EditionCatalogue.Default.Name);

    private readonly Option<string?> compare =
        Opt.Text("--compare", "DAY", "Tell what comes out otherwise under another edition.");

    private readonly Option<string?> mode = Opt.OneOf("--mode", "How violations are treated.", "emulate", "strict");

    private readonly Option<string?> format =
        Opt.OneOf("--format", "How to print: table if left out.", "table", "jsonl", "junit", "html");

    private readonly Option<string> language = Opt.Language();

    private readonly Option<bool> strict = Opt.Flag("--strict-input", "Stop at the first malformed line, exit code 2.");

    private readonly Option<string?> settingsFile = Opt.Text(
        "--settings", "FILE", "A settings file of the server: its `readings` and `content.reviewer` are used here.");

    private readonly TextReader input;

    public AuditVerb(TextReader input)
        : base(
            "audit",
            "What was allowed in a log, by which lane, and what would have failed. Exit code 1 if any send was refused "
            + "or violated.")
    {
        this.input = input;
        Arguments.Add(log);
        foreach (var option in (Option[])[edition, compare, mode, format, language, strict, settingsFile])
            Options.Add(option);
        SetAction(Invoke);
    }

    public IReadOnlyList<string> Examples =>
    [
        "parley audit traffic.jsonl",
        "parley audit traffic.jsonl.gz --edition auto --format html > report.html",
        "parley audit traffic.jsonl --edition 2026-02-10 --compare 2026-04-27",
        "parley audit traffic.jsonl --format html --lang ja > report.html",
        "parley audit - --format jsonl < traffic.jsonl",
    ];

    private int Invoke(ParseResult parsed)
    {
        var options = parsed.GetValue(settingsFile) is { } file ? Settings(file) : new ServerOptions();
        var editions = new EditionSet(options.Readings);
        var judgedBy = Named(parsed.GetValue(edition)!, "--edition", editions);
        var other = parsed.GetValue(compare) is { } name ? Named(name, "--compare", editions) : null;
        var settings = parsed.InvocationConfiguration;
        using var output = ReportOut.To(settings.Output);
        var words = Wording.Languages[parsed.GetValue(language)!];
        var report = ReportOf(parsed.GetValue(format), output, new Headline(judgedBy, other), words);
        using var held = report as IDisposable;
        var run = new AuditRun(report, editions, new BuiltInReview(options.Content.Reviewer), settings.Error)
        {
            Mode = parsed.GetValue(mode) is "strict" ? Mode.Strict : Mode.Emulate,
            StrictInput = parsed.GetValue(strict),
            ShowsProgress = !output.IsTerminal || report is not TableReport,
        };
        using var source = LogSource.Open(parsed.GetValue(log)!, input);
        return run.Run(source, judgedBy, other) ? ExitCode.Done : ExitCode.Refused;
    }

    private static ServerOptions Settings(string name)
    {
        try
        {
            var options = SettingsFile.Read(File.ReadAllBytes(name));
            var faults = options.Readings.Faults().AddRange(options.Content.Reviewer.Faults());
            if (faults.IsEmpty) return options;
            throw CliException.Usage($"{name}: {string.Join("; ", faults)}");
        }
        catch (SettingsException fault)
        {
            throw CliException.Usage($"{name}: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CliException.Usage($"cannot read {name}: {fault.Message}");
        }
    }

    private static IReport ReportOf(string? format, ReportOut output, Headline headline, Wording words) => format switch
    {
        "jsonl" => new JsonlReport(output, words.Sentences),
        "junit" => new JUnitReport(output, new Telling(words)),
        "html" => new HtmlReport(output, headline, new Telling(words)),
        _ => new TableReport(output, headline, new Telling(words)),
    };

    private static JudgedBy Named(string name, string option, EditionSet editions)
    {
        if (name == EditionCatalogue.Auto) return new JudgedBy(name, null);
        if (editions.TryFind(name, out var found)) return new JudgedBy(name, found);
        var known = string.Join(", ", EditionCatalogue.All.Select(one => one.Name));
        throw CliException.Usage($"{option}: there is no edition `{name}`; there are auto, {known}");
    }
}
