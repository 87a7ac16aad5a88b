using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>Messenger's message ids: <c>m_</c> and the code of the row.</summary>
internal static class MessengerMid
{
    /// <summary>What every id of this form begins with.</summary>
    public const string Prefix = "m_";

    public static string Write(Checksum checksum, ThreadKey thread, long seq) =>
        RowCode.Write(checksum, Prefix, thread, seq);

    public static bool TryRead(Checksum checksum, string mid, out ThreadKey thread, out long seq) =>
        RowCode.TryRead(checksum, mid.AsSpan(Prefix.Length), out thread, out seq);
}
