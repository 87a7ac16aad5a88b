namespace Parley.Wire.Content;

/// <summary>
/// Adds up what was found, rule by rule. In a sentence the weights of what speaks for a rule are added, what calms is
/// taken off, and less than nothing is nothing; the sentences are added. An entry counts once in a message.
/// </summary>
internal sealed class Tally(Lexicon lexicon, ReviewSettings settings)
{
    private static readonly int Rules = ContentRules.All.Length;

    private readonly double[] sums = new double[Rules];
    private readonly double[] messageCalms = new double[Rules];
    private readonly double[] fors = new double[Rules];
    private readonly double[] againsts = new double[Rules];
    private readonly int[] countedIn = new int[lexicon.Entries.Length];
    private readonly int[] seenIn = new int[lexicon.Entries.Length];
    private int message;
    private int moment;

    /// <summary>The evidence for a rule, the strongest first.</summary>
    public List<(int Rule, double Weight, Sighting Sighting)> Evidence { get; } = [];

    /// <summary>What was added up for a rule.</summary>
    public double Of(int rule) => sums[rule] - messageCalms[rule];

    /// <summary>Starts the next message.</summary>
    public void Restart()
    {
        message++;
        Array.Clear(sums);
        Array.Clear(messageCalms);
        Evidence.Clear();
    }

    /// <summary>Adds what no phrase says: the shape of the message, a link, a card number.</summary>
    public void Add(int rule, double weight) => sums[rule] += weight;

    /// <summary>Adds the phrases found, which are in the order of their sentences.</summary>
    /// <param name="sightings">The phrases.</param>
    /// <param name="shares">How much a phrase counts, by field.</param>
    public void Add(ReadOnlySpan<Sighting> sightings, ReadOnlySpan<double> shares)
    {
        for (var from = 0; from < sightings.Length;)
        {
            var until = from + 1;
            while (until < sightings.Length && sightings[until].Sentence == sightings[from].Sentence) until++;
            AddSentence(sightings[from..until], shares);
            from = until;
        }

        Evidence.Sort((one, other) => other.Weight.CompareTo(one.Weight));
    }

    private void AddSentence(ReadOnlySpan<Sighting> sentence, ReadOnlySpan<double> shares)
    {
        moment++;
        Array.Clear(fors);
        Array.Clear(againsts);
        foreach (var sighting in sentence)
        {
            var entry = sighting.Phrase.Entry;
            if (seenIn[entry.Number] == moment || countedIn[entry.Number] == message) continue;
            if (IsInside(sighting, sentence)) continue;
            seenIn[entry.Number] = moment;
            foreach (var (rule, weight) in entry.Weights)
            {
                if (weight >= 0) fors[rule] += weight * shares[sighting.Field];
                else if (entry.Reach is Reach.Sentence) againsts[rule] -= weight;
                else messageCalms[rule] -= weight;
            }
        }

        for (var rule = 0; rule < Rules; rule++) sums[rule] += Math.Max(0, fors[rule] - againsts[rule]);
        foreach (var sighting in sentence) Keep(sighting, shares[sighting.Field]);
    }

    /// <summary>
    /// Words count once, as what the longest phrase makes of them: <c>free</c> adds nothing to <c>free shipping</c>,
    /// and <c>no</c> calms nothing in <c>no minimum spend</c>.
    /// </summary>
    private static bool IsInside(Sighting sighting, ReadOnlySpan<Sighting> sentence)
    {
        var (rule, weight) = sighting.Phrase.Entry.Weights[0];
        var length = sighting.End - sighting.Start;
        foreach (var other in sentence)
        {
            var isAround = other.Start <= sighting.Start && other.End >= sighting.End;
            if (other.Field != sighting.Field || !isAround) continue;
            var (otherRule, otherWeight) = other.Phrase.Entry.Weights[0];
            if (otherRule != rule) continue;
            var isLonger = other.End - other.Start > length;
            var isOpposite = otherWeight > 0 != weight > 0;
            var isWhole = other.Phrase.Parts.Length == 1;
            var gain = Math.Abs(otherWeight) - Math.Abs(weight);
            var outweighs = gain > 0 || (isLonger && gain == 0);
            if (isOpposite ? isLonger && isWhole : outweighs) return true;
        }

        return false;
    }

    /// <summary>Keeps as evidence what its sentence did not calm away.</summary>
    private void Keep(Sighting sighting, double share)
    {
        var entry = sighting.Phrase.Entry;
        if (seenIn[entry.Number] != moment) return;
        var counts = entry.Reach is Reach.Message;
        foreach (var (rule, weight) in entry.Weights)
        {
            if (weight < 0 || fors[rule] <= againsts[rule]) continue;
            Evidence.Add((rule, weight * share, sighting));
            counts = true;
        }

        seenIn[entry.Number] = 0;
        if (counts) countedIn[entry.Number] = message;
    }

    /// <summary>How sure a sum makes.</summary>
    public double Confidence(double sum) => Math.Round(sum / (sum + settings.Doubt), 3);
}
