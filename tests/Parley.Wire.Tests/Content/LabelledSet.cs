using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

/// <summary>
/// What people would say of messages, one a line: the rules they touch. Nothing is ever
/// changed to suit the part <c>held</c>; the part <c>tuned</c> is what the lexicon may learn from.
/// </summary>
internal static class LabelledSet
{
    public const string StopWord = "stop_word";

    /// <summary>One message, what is to be found in it, and what readers may differ about.</summary>
    public sealed record Example(
        string Language, byte[] Message, string Shown, ImmutableHashSet<string> Rules, ImmutableHashSet<string> Open);

    /// <summary>An example and what the built-in review found in it.</summary>
    public sealed record Judgement(Example Example, ImmutableHashSet<string> Found);

    /// <summary>How often a rule was found where it is, where it is not, and missed.</summary>
    public readonly record struct Score(int Right, int Wrong, int Missed)
    {
        public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

        public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

        public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

        public static Score operator +(Score one, Score other) =>
            new(one.Right + other.Right, one.Wrong + other.Wrong, one.Missed + other.Missed);
    }

    public static IEnumerable<Example> Read(params string[] parts) =>
        from part in parts
        from file in Directory.GetFiles(Golden.InRepository($"tests/Parley.Wire.Tests/Content/labelled/{part}")).Order()
        from line in File.ReadLines(file)
        select ReadLine(Path.GetFileNameWithoutExtension(file), line);

    /// <summary>Has the built-in review look at an example.</summary>
    public static Judgement Judge(Example example)
    {
        var review = new BuiltInReview();
        var found = review.Review(example.Message, default).Select(finding => finding.Rule).ToImmutableHashSet();
        return new Judgement(example, review.IsStopWord(example.Shown) ? found.Add(StopWord) : found);
    }

    public static Score ScoreOf(string rule, IEnumerable<Judgement> judged)
    {
        var score = default(Score);
        foreach (var (example, found) in judged)
        {
            score += (example.Rules.Contains(rule), found.Contains(rule)) switch
            {
                (true, true) => new Score(1, 0, 0),
                (false, true) when !example.Open.Contains(rule) => new Score(0, 1, 0),
                (true, false) => new Score(0, 0, 1),
                _ => default,
            };
        }

        return score;
    }

    private static Example ReadLine(string language, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var rules = Names(root, "rules");
        var open = Names(root, "open");
        if (root.TryGetProperty("message", out var message))
        {
            var raw = message.GetRawText();
            return new Example(language, Encoding.UTF8.GetBytes(raw), raw, rules, open);
        }

        var text = root.GetProperty("text").GetString()!;
        return new Example(language, Messages.OfText(text), text, rules, open);
    }

    private static ImmutableHashSet<string> Names(JsonElement root, string member) =>
        root.TryGetProperty(member, out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
}
