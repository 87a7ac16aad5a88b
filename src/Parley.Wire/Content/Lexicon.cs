using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>Every phrase of every language, from the embedded <c>lexicon.&lt;language&gt;.json</c> files.</summary>
internal sealed class Lexicon
{
    /// <summary>The language of what every language says.</summary>
    public const string AnyLanguage = "und";

    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    private readonly List<Entry> entries = [];
    private readonly List<string> texts = [];
    private readonly List<List<Use>> uses = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> stopWords = new(StringComparer.Ordinal);
    private readonly List<string> languages = [];

    private Lexicon()
    {
        foreach (var name in EmbeddedJson.Lexicons)
        {
            using var document = EmbeddedJson.Open(name);
            Read(document.RootElement);
        }

        Tree = new PhraseTree(texts);
        Entries = [.. entries];
        Uses = [.. uses.Select(one => one.ToArray())];
        StopWords = stopWords.ToFrozenSet(StringComparer.Ordinal);
        Languages = [.. languages];
    }

    /// <summary>The built-in lexicon, read when first asked for.</summary>
    public static Lexicon BuiltIn => Loaded.Value;

    /// <summary>Finds the parts of all phrases.</summary>
    public PhraseTree Tree { get; }

    /// <summary>What each string of the tree is part of.</summary>
    public Use[][] Uses { get; }

    /// <summary>Every entry.</summary>
    public Entry[] Entries { get; }

    /// <summary>How many phrases there are.</summary>
    public int PhraseCount { get; private set; }

    /// <summary>The languages, in the order of their files.</summary>
    public string[] Languages { get; }

    /// <summary>Stop words as letters only, folded.</summary>
    public FrozenSet<string> StopWords { get; }

    private void Read(JsonElement file)
    {
        var language = file.GetProperty("language").GetString()!;
        if (language != AnyLanguage) languages.Add(language);
        ReadStopWords(file);
        var marks = new Entry(entries.Count, language, "function words", Reach.Sentence, []);
        entries.Add(marks);
        var accentsMatter = file.TryGetProperty("accents_matter", out var matter) && matter.GetBoolean();
        foreach (var word in file.GetProperty("marks").EnumerateArray())
            Add(Phrase.Read(word.GetString()!, marks, accentsMatter));
        foreach (var row in file.GetProperty("entries").EnumerateArray())
        {
            var entry = ReadEntry(row, language);
            entries.Add(entry);
            foreach (var phrase in row.GetProperty("say").EnumerateArray())
                Add(Phrase.Read(phrase.GetString()!, entry, accentsMatter));
        }
    }

    /// <summary>A stop word said politely is one too: <c>stop please</c>, <c>bitte abmelden</c>.</summary>
    private void ReadStopWords(JsonElement file)
    {
        string[] polite = file.TryGetProperty("polite", out var words)
            ? [.. words.EnumerateArray().Select(word => StopWord.LettersOf(word.GetString()!))]
            : [];
        foreach (var word in file.GetProperty("stop").EnumerateArray())
        {
            var bare = StopWord.LettersOf(word.GetString()!);
            stopWords.Add(bare);
            foreach (var please in polite)
            {
                stopWords.Add(bare + please);
                stopWords.Add(please + bare);
            }
        }
    }

    private Entry ReadEntry(JsonElement row, string language)
    {
        var weights = new List<(int, double)>();
        foreach (var (member, sign) in (ReadOnlySpan<(string, int)>)[("adds", 1), ("calms", -1)])
        {
            if (!row.TryGetProperty(member, out var rules)) continue;
            foreach (var rule in rules.EnumerateObject())
            {
                var number = ContentRules.All.IndexOf(rule.Name);
                if (number < 0)
                    throw new InvalidDataException($"lexicon.{language}.json names no rule: `{rule.Name}`.");
                weights.Add((number, sign * rule.Value.GetDouble()));
            }
        }

        var reach = row.TryGetProperty("reach", out var word) && word.GetString() == "message"
            ? Reach.Message : Reach.Sentence;
        return new Entry(entries.Count, language, row.GetProperty("why").GetString()!, reach, [.. weights]);
    }

    private void Add(Phrase phrase)
    {
        for (var part = 0; part < phrase.Parts.Length; part++)
        {
            var text = phrase.Parts[part].Text;
            if (!numbers.TryGetValue(text, out var number))
            {
                number = texts.Count;
                numbers.Add(text, number);
                texts.Add(text);
                uses.Add([]);
            }

            uses[number].Add(new Use(phrase, phrase.Parts[part], part, PhraseCount));
        }

        PhraseCount++;
    }

    /// <summary>A string's role: which part of which phrase, and what a search asks of it first.</summary>
    /// <param name="Phrase">The phrase.</param>
    /// <param name="Spelling">The part's characters.</param>
    /// <param name="Part">Which part it is.</param>
    /// <param name="Number">The phrase's place among all phrases.</param>
    public readonly record struct Use(Phrase Phrase, PhrasePart Spelling, int Part, int Number)
    {
        /// <summary>Whether a word may start before it.</summary>
        public bool OpenLeft { get; } = Spelling.OpenLeft;

        /// <summary>Whether the word may go on.</summary>
        public bool OpenRight { get; } = Spelling.OpenRight;

        /// <summary>Whether the characters as written matter.</summary>
        public bool IsPicky { get; } = Spelling.Digits is not null || Spelling.Accented is not null;

        /// <summary>Whether the phrase ends with it.</summary>
        public bool IsLast { get; } = Part == Phrase.Parts.Length - 1;
    }
}
