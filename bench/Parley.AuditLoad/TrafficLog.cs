namespace Parley.AuditLoad;

/// <summary>
/// A log as a helpdesk with many pages would write it over a month: people write, tap, react, comment and fall silent;
/// bots and humans answer, in the window, too late, or under a tag; echoes, deliveries and reads come back. The same
/// seed gives the same bytes.
/// </summary>
internal sealed class TrafficLog(Stream stream, long lines, int threads)
{
    private const long MillisecondsOfLog = 30L * 24 * 60 * 60 * 1000;
    private const int Pages = 400;
    private const int Apps = 20;
    private const int Talking = 4096;

    private readonly LineWriter writer = new(stream);
    private readonly (int Thread, int Turns)[] talks = new (int, int)[Talking];
    private Chance chance = new(20_211_001);
    private int begun;

    /// <summary>Writes it whole.</summary>
    public void Write()
    {
        var bodies = new Bodies(writer, new Chance(7));
        for (var app = 0; app < Apps; app++) bodies.App(app);
        for (var page = 0; page < Pages; page++) bodies.Page(page, page % Apps);
        while (writer.Lines < lines)
        {
            var at = Bodies.Start + (MillisecondsOfLog * writer.Lines / lines);
            Turn(bodies, at);
        }

        writer.Flush();
    }

    private void Turn(Bodies bodies, long at)
    {
        switch (chance.Below(100))
        {
            case < 55: Answer(bodies, Now(), at); break;
            case < 70: Tap(bodies, Now(), at); break;
            case < 76: bodies.Reaction(Now(), at); break;
            case < 80: bodies.Media(Now(), at); break;
            case < 85: Comment(bodies, Now(), at); break;
            case < 91: bodies.Tagged(Before(), at); break;
            case < 95: bodies.Late(Before(), at); break;
            case < 97: bodies.Typing(Now(), at); break;
            case < 99: bodies.Fact(Before(), at); break;
            default: bodies.Person(Before()); break;
        }

        if (chance.InPercent(1)) writer.Again();
    }

    private void Answer(Bodies bodies, int thread, long at)
    {
        bodies.Message(thread, at);
        var mid = bodies.Reply(thread, at + 700);
        bodies.Echo(thread, at + 900, mid);
        bodies.Delivery(thread, at + 1200, mid);
        if (chance.InPercent(50)) bodies.Read(thread, at + 4000);
    }

    private static void Tap(Bodies bodies, int thread, long at)
    {
        bodies.Postback(thread, at);
        var mid = bodies.Template(thread, at + 500);
        bodies.Echo(thread, at + 800, mid);
        bodies.Delivery(thread, at + 1100, mid);
    }

    private static void Comment(Bodies bodies, int thread, long at)
    {
        var comment = bodies.Comment(thread, at);
        bodies.PrivateReply(thread, at + 60_000, comment);
    }

    // Threads come into being evenly over the whole log; a talk has a few turns, then another begins.
    private int Now()
    {
        ref var talk = ref talks[chance.Below(Talking)];
        if (talk.Turns-- > 0) return talk.Thread;
        var due = threads * (writer.Lines + 1) / lines;
        talk = (begun < Math.Min(due + 1, threads) ? begun++ : Before(), chance.Below(3));
        return talk.Thread;
    }

    private int Before() => begun == 0 ? 0 : (int)(chance.Next() % (ulong)begun);

    /// <summary>The page of a thread.</summary>
    public static int PageOf(int thread) => thread % Pages;
}
