using System.Text;
using Parley.Policy;

namespace Parley.Storage.Tests;

/// <summary>Rows for tests that are not specifications.</summary>
internal static class Rows
{
    public static readonly ThreadKey Anna = new(new PageId(1), new Psid(101));
    public static readonly ThreadKey Bert = new(new PageId(1), new Psid(102));
    public static readonly Moment Noon = new(1_633_521_600_000);

    public static int ShardOf(ThreadKey thread) => (int)(thread.Person.Value % 4);

    public static Appended Append(
        this IStore store, ThreadKey thread, string body = "{}", long prev = 0, EventKind kind = EventKind.Message) =>
        store.Journal.Append(
            store.Journal.Generation,
            new NewEvent(ShardOf(thread), thread, Channel.Messenger, prev, Noon, kind, Encoding.UTF8.GetBytes(body)));

    public static async Task<long> Commit(
        this IStore store, ThreadKey thread, string body = "{}", long prev = 0, EventKind kind = EventKind.Message)
    {
        var row = store.Append(thread, body, prev, kind);
        await row.Commit;
        return row.Seq;
    }

    public static string[] Texts(this IStore store) =>
        [.. store.Journal.Read(0, 0, int.MaxValue).Select(row => Encoding.UTF8.GetString(row.Body.Span))];
}
