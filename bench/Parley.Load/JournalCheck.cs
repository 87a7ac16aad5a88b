using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Storage;

namespace Parley.Load;

/// <summary>What is in the journal once the product has stopped, against what was acknowledged and delivered.</summary>
internal static partial class JournalCheck
{
    private const int RowsAtOnce = 10_000;

    /// <summary>The numbers sent to each person, in the journal's order.</summary>
    public static async Task<Dictionary<long, List<long>>> Sent(string location)
    {
        await using var store = StoreFactory.Open(location, new StoreOptions());
        var sent = new Dictionary<long, List<long>>();
        for (var stream = 0; stream < store.Journal.Streams; stream++)
        {
            var after = 0L;
            while (store.Journal.Read(stream, after, RowsAtOnce) is { Count: > 0 } rows)
            {
                foreach (var row in rows.Where(row => row.Kind is EventKind.Sent))
                    Numbers(sent, row.Thread.Person.Value).Add(NumberOf(row.Body.Span));
                after = rows[^1].Seq;
            }
        }

        return sent;
    }

    /// <summary>
    /// How many were never delivered, and how many threads saw theirs in another order than the journal's.
    /// </summary>
    public static (long Lost, int Disordered, long Repeated) Compare(
        Dictionary<long, List<long>> sent, string deliveries)
    {
        var delivered = new Dictionary<long, List<long>>();
        var repeated = 0L;
        foreach (var line in deliveries.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            var numbers = Numbers(delivered, long.Parse(parts[0], CultureInfo.InvariantCulture));
            var number = long.Parse(parts[1], CultureInfo.InvariantCulture);
            if (numbers.Contains(number)) repeated++;
            else numbers.Add(number);
        }

        var lost = sent.Sum(one => one.Value.Except(Numbers(delivered, one.Key)).LongCount());
        var disordered = sent.Count(one => !one.Value.Intersect(delivered[one.Key]).SequenceEqual(delivered[one.Key]));
        return (lost, disordered, repeated);
    }

    private static List<long> Numbers(Dictionary<long, List<long>> of, long person)
    {
        if (!of.TryGetValue(person, out var numbers)) of.Add(person, numbers = []);
        return numbers;
    }

    private static long NumberOf(ReadOnlySpan<byte> body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        return long.Parse(Number().Match(text).Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@", number (?<number>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
