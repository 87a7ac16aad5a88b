namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// The random ids of one answer, in the outer forms seen on the platform. They name it in logs and nothing else.
/// </summary>
/// <param name="Trace"><c>fbtrace_id</c> and <c>x-fb-request-id</c>: <c>A</c> and 22 base64url characters.</param>
/// <param name="Short"><c>x-fb-trace-id</c>: 11 base64url characters.</param>
/// <param name="Debug"><c>X-FB-Debug</c>: base64 of 64 bytes.</param>
internal readonly record struct TraceIds(string Trace, string Short, string Debug)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int DebugBytes = 64;
    private const int TraceLetters = 22;
    private const int ShortLetters = 11;

    /// <summary>Makes fresh ones; they need to be different, not secret.</summary>
    public static TraceIds Create()
    {
        Span<byte> dice = stackalloc byte[DebugBytes];
        System.Random.Shared.NextBytes(dice);
        Span<char> trace = stackalloc char[TraceLetters + 1];
        trace[0] = 'A';
        Letters(dice[..TraceLetters], trace[1..]);
        Span<char> shorter = stackalloc char[ShortLetters];
        Letters(dice.Slice(TraceLetters, ShortLetters), shorter);
        return new TraceIds(new string(trace), new string(shorter), Convert.ToBase64String(dice));
    }

    private static void Letters(ReadOnlySpan<byte> dice, Span<char> letters)
    {
        for (var i = 0; i < letters.Length; i++) letters[i] = Alphabet[dice[i] & 63];
    }
}
