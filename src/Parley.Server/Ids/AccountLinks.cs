using NodaTime;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Ids;

/// <summary>
/// Account linking tokens: each names the row of the tap on a log-in button, lives for five minutes and cannot be
/// forged.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Account linking".</remarks>
internal sealed class AccountLinks(KeyRing keys, IShards shards, IStore store) : IDisposable
{
    /// <summary>How long one may be used.</summary>
    public static readonly Duration Life = Duration.FromMinutes(5);

    /// <summary>What is said of a token that names no tap, or one too long ago.</summary>
    public const string Unknown = "There is no such token, or it is older than five minutes.";

    private readonly Checksum checksum = new(keys.For("account-link"));

    /// <summary>The token of a tap.</summary>
    public string For(ThreadKey thread, long tap) => RowCode.Write(checksum, "", thread, tap);

    /// <summary>The tap a token names, or null for one that is forged, foreign or too old.</summary>
    public StoredEvent? Find(string? token, PageId page, Instant now)
    {
        if (!RowCode.TryRead(checksum, token, out var thread, out var seq) || thread.Page != page) return null;
        return store.Journal.Find(shards.ShardOf(thread), seq) is { Kind: EventKind.AccountLinkOpened } row
            && row.Thread == thread && now - row.At.ToInstant()!.Value <= Life
                ? row
                : null;
    }

    /// <summary>Whose token it is; a forged, foreign or damaged one is nobody's.</summary>
    public bool TryThread(string? token, out ThreadKey thread) =>
        RowCode.TryRead(checksum, token, out thread, out _);

    /// <inheritdoc/>
    public void Dispose() => checksum.Dispose();
}
