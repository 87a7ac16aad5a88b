using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>One thread's review: the buffers, and the steps from fields to findings.</summary>
internal sealed class ReviewRun(Lexicon lexicon, ReviewSettings settings)
{
    private static readonly int Promo = ContentRules.All.IndexOf(ContentRules.Promo);
    private static readonly int Survey = ContentRules.All.IndexOf(ContentRules.Survey);
    private static readonly int Unrelated = ContentRules.All.IndexOf(ContentRules.SurveyUnrelated);
    private static readonly int Incentive = ContentRules.All.IndexOf(ContentRules.Incentive);

    private readonly MessageFields fields = new();
    private readonly PhraseFinder finder = new(lexicon, settings);
    private readonly LanguageGuess languages = new(lexicon, settings);
    private readonly Tally tally = new(lexicon, settings);
    private readonly List<Sighting> sightings = [];
    private readonly List<double> shares = [];
    private readonly List<HardEvidence> hard = [];

    /// <summary>The settings it was made with.</summary>
    public ReviewSettings Settings => settings;

    public ImmutableArray<ContentFinding> Review(JsonElement message, ReviewContext context)
    {
        fields.Read(message);
        finder.Restart();
        tally.Restart();
        sightings.Clear();
        shares.Clear();
        hard.Clear();
        for (var index = 0; index < fields.Fields.Count; index++) ReadField(fields.Fields[index], index);

        languages.Settle(sightings);
        var asksToNotify = context.OptInRequest || IsOptIn(fields.TemplateType);
        if (asksToNotify) tally.Add(Incentive, settings.OptInWeight);
        if (fields.TemplateType == "coupon") tally.Add(Promo, settings.Threshold * 2);
        foreach (var evidence in hard) tally.Add(evidence.Rule, evidence.Weight);
        tally.Add(CollectionsMarshal.AsSpan(sightings), CollectionsMarshal.AsSpan(shares));
        return Findings();
    }

    private void ReadField(in MessageField field, int index)
    {
        shares.Add(ShareOf(field.Kind));
        if (field.Kind is FieldKind.Link)
        {
            Links.Judge(field.Text, index, 0, settings, hard);
            finder.Find("", index, sightings);
            return;
        }

        Links.Find(field.Text, index, settings, hard);
        AccountNumbers.Find(field.Text, index, settings, hard);
        finder.Find(field.Text, index, sightings);
    }

    private double ShareOf(FieldKind kind) => kind switch
    {
        FieldKind.Button => settings.ButtonShare,
        FieldKind.QuickReply => settings.QuickReplyShare,
        _ when fields.TemplateType == "receipt" => settings.ReceiptShare,
        _ => 1,
    };

    private static bool IsOptIn(string? template) => template is "one_time_notif_req" or "notification_messages";

    private ImmutableArray<ContentFinding> Findings()
    {
        var first = -1;
        for (var rule = 0; rule < ContentRules.All.Length && first < 0; rule++)
        {
            if (tally.Of(rule) >= settings.Threshold) first = rule;
        }

        if (first < 0) return [];
        var found = ImmutableArray.CreateBuilder<ContentFinding>();
        for (var rule = first; rule < ContentRules.All.Length; rule++)
        {
            if (tally.Of(rule) < settings.Threshold) continue;
            if (rule == Survey && tally.Of(Unrelated) >= settings.Threshold) continue;
            found.Add(FindingOf(rule, ContentRules.All[rule]));
        }

        return found.DrainToImmutable();
    }

    private ContentFinding FindingOf(int rule, string name)
    {
        var confidence = tally.Confidence(tally.Of(rule));
        foreach (var proof in hard)
        {
            if (proof.Rule == rule)
                return new ContentFinding(
                    name, PathOf(proof.Field), proof.Start, proof.Length, proof.Because, confidence,
                    Lexicon.AnyLanguage);
        }

        var evidence = tally.Evidence.Where(one => one.Rule == rule).ToList();
        if (evidence.Count == 0)
            return new ContentFinding(
                name, "message[attachment][payload][template_type]", 0, 0, fields.TemplateType ?? "", confidence,
                Lexicon.AnyLanguage);
        var strongest = evidence[0].Sighting;
        return new ContentFinding(
            name,
            PathOf(strongest.Field),
            strongest.Start,
            strongest.End - strongest.Start,
            string.Join("; ", evidence.Select(one => WordsOf(one.Sighting)).Distinct(StringComparer.Ordinal)),
            confidence,
            LanguageOf(evidence));
    }

    private static string LanguageOf(List<(int Rule, double Weight, Sighting Sighting)> evidence)
    {
        foreach (var (_, _, sighting) in evidence)
        {
            if (sighting.Phrase.Entry.Language != Lexicon.AnyLanguage) return sighting.Phrase.Entry.Language;
        }

        return Lexicon.AnyLanguage;
    }

    private string PathOf(int field) => fields.PathOf(fields.Fields[field].Place);

    private string WordsOf(Sighting sighting) => fields.Fields[sighting.Field].Text[sighting.Start..sighting.End];
}

/// <summary>Evidence that is no phrase: a number that checks out, a link that leads to a till.</summary>
/// <param name="Rule">The rule, by <see cref="ContentRules.All"/>.</param>
/// <param name="Weight">What it adds.</param>
/// <param name="Field">The field it stands in.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Because">What to show.</param>
internal readonly record struct HardEvidence(
    int Rule, double Weight, int Field, int Start, int Length, string Because);
