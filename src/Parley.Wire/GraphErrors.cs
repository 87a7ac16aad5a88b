using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>
/// Every error a client can meet, one row each, from the embedded <c>graph-errors.json</c>. The reference page of
/// errors is made from the same rows.
/// </summary>
public static class GraphErrors
{
    private const int MostArgumentCharacters = 200;
    private static readonly Catalogue Loaded = Load();

    /// <summary>All rows, in the order of the file.</summary>
    public static ImmutableArray<GraphErrorRow> Rows => Loaded.Rows;

    /// <summary>The rules of the policy and the subcode a strict refusal for each carries.</summary>
    public static FrozenDictionary<string, int> RuleSubcodes => Loaded.Rules;

    /// <summary>The error of a row that is the same on both channels.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="arguments">What its message names, in order; long ones are cut.</param>
    /// <exception cref="ArgumentException">There is no such row: a defect.</exception>
    public static GraphError Get(string name, params ReadOnlySpan<string> arguments) =>
        Get(name, Channel.Messenger, arguments);

    /// <summary>The error of a row as one channel words it today.</summary>
    /// <exception cref="ArgumentException">There is no such row: a defect.</exception>
    public static GraphError Get(string name, Channel channel, params ReadOnlySpan<string> arguments) =>
        Get(name, channel, LocalDate.MaxIsoValue, arguments);

    /// <summary>The error of a row as one channel worded it under the edition of a day.</summary>
    /// <exception cref="ArgumentException">There is no such row: a defect.</exception>
    public static GraphError Get(string name, Channel channel, LocalDate day, params ReadOnlySpan<string> arguments)
    {
        var row = Loaded.ByName.GetValueOrDefault((name, channel)).FirstOrDefault(one => one.HoldsOn(day))
            ?? throw new ArgumentException($"graph-errors.json has no row `{name}` for {channel}.", nameof(name));
        return arguments.IsEmpty ? row.Error : row.Error with
        {
            Message = Filled(row.Error.Message, arguments),
            UserMessage = row.Error.UserMessage is { } sentence ? Filled(sentence, arguments) : null,
        };
    }

    /// <summary>The error a refusal of the policy becomes, as it is worded today.</summary>
    public static GraphError For(Reason reason, Channel channel) => For(reason, channel, LocalDate.MaxIsoValue);

    /// <summary>The error a refusal of the policy becomes under the edition of a day.</summary>
    public static GraphError For(Reason reason, Channel channel, LocalDate day) => reason == Reason.PolicyViolation
        ? Get(reason.Name, channel, day, reason.Name, Sentences.English.Of(reason))
        : Get(reason.Name, channel, day);

    /// <summary>The error a refused call to the custom labels becomes.</summary>
    /// <param name="reason">Why it is refused.</param>
    /// <param name="terms">Where an admin of the page accepts the Page Contact Terms.</param>
    public static GraphError ForLabels(Reason reason, string terms) => Get(reason.Name, terms);

    /// <summary>The error of a refused outcome; a strict refusal names the rule it broke.</summary>
    /// <exception cref="ArgumentException">The outcome is no refusal: a defect.</exception>
    public static GraphError For(in Outcome outcome, Channel channel, LocalDate day)
    {
        if (outcome.Reason is not { } reason)
            throw new ArgumentException("An accepted send has no error.", nameof(outcome));
        if (reason != Reason.PolicyViolation || outcome.Violation is not { } finding)
            return For(reason, channel, day);
        return Get(reason.Name, channel, day, finding.Rule, Sentences.English.OfRule(finding.Rule)) with
        {
            Subcode = Loaded.Rules.TryGetValue(finding.Rule, out var own) ? own : For(reason, channel, day).Subcode,
        };
    }

    private static string Filled(string template, ReadOnlySpan<string> arguments)
    {
        var text = new StringBuilder(template.Length + 64);
        for (var i = 0; i < template.Length; i++)
        {
            var isPlace = i + 2 < template.Length && template[i] == '{' && template[i + 2] == '}';
            var place = isPlace ? template[i + 1] - '0' : -1;
            if (place < 0 || place >= arguments.Length)
            {
                text.Append(template[i]);
                continue;
            }

            text.Append(Cut(arguments[place]));
            i += 2;
        }

        return text.ToString();
    }

    private static string Cut(string argument)
    {
        if (argument.Length <= MostArgumentCharacters) return argument;
        var splitsPair = char.IsHighSurrogate(argument[MostArgumentCharacters - 1]);
        return string.Concat(argument.AsSpan(0, MostArgumentCharacters - (splitsPair ? 1 : 0)), "...");
    }

    private static Catalogue Load()
    {
        using var stream = typeof(GraphErrors).Assembly.GetManifestResourceStream("graph-errors.json")!;
        using var document = JsonDocument.Parse(stream);
        var rows = document.RootElement.GetProperty("errors").EnumerateArray().Select(Read).ToImmutableArray();
        var byName = Enum.GetValues<Channel>()
            .SelectMany(channel => rows.Where(row => row.Channel is null || row.Channel == channel)
                .GroupBy(row => row.Error.Name)
                .Select(group => KeyValuePair.Create((group.Key, channel), group.ToImmutableArray())));

        var rules = document.RootElement.GetProperty("rules").EnumerateObject()
            .ToFrozenDictionary(rule => rule.Name, rule => rule.Value.GetInt32());
        return new Catalogue(rows, byName.ToFrozenDictionary(), rules);
    }

    private static GraphErrorRow Read(JsonElement row) => new(
        new GraphError
        {
            Name = row.GetProperty("name").GetString()!,
            Status = row.TryGetProperty("status", out var status) ? status.GetInt32() : 400,
            Code = row.TryGetProperty("code", out var code) ? code.GetInt32() : 0,
            Subcode = row.TryGetProperty("subcode", out var subcode) ? subcode.GetInt32() : null,
            Type = Text(row, "type") ?? "OAuthException",
            Message = row.GetProperty("message").GetString()!,
            IsTransient = row.TryGetProperty("transient", out var transient) ? transient.GetBoolean() : null,
            UserTitle = Text(row, "title"),
            UserMessage = Text(row, "user"),
        },
        Text(row, "channel") is { } channel ? Enum.Parse<Channel>(channel, ignoreCase: true) : null,
        row.GetProperty("source").GetString()!,
        row.GetProperty("checked").GetString()!)
    {
        Since = Day(row, "since"),
        Before = Day(row, "before"),
    };

    private static LocalDate? Day(JsonElement row, string name) =>
        Text(row, name) is { } text ? NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value : null;

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed record Catalogue(
        ImmutableArray<GraphErrorRow> Rows,
        FrozenDictionary<(string Name, Channel Channel), ImmutableArray<GraphErrorRow>> ByName,
        FrozenDictionary<string, int> Rules);
}

/// <summary>One row of the catalogue.</summary>
/// <param name="Error">The error, its message still a template with <c>{0}</c>, <c>{1}</c>.</param>
/// <param name="Channel">The channel that words it so, or null for both.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Checked">The day it was read, ISO 8601.</param>
public sealed record GraphErrorRow(GraphError Error, Channel? Channel, string Source, string Checked)
{
    /// <summary>The first day on which the platform worded it so, or null.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>The first day on which it no longer did, or null.</summary>
    public LocalDate? Before { get; init; }

    /// <summary>Whether it is the wording of an edition.</summary>
    public bool HoldsOn(LocalDate day) => !(day < Since) && !(day >= Before);
}
