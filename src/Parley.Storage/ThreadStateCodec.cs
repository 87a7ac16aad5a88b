using System.Buffers.Binary;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// A thread's state as a fixed run of bytes: version, channel, flags, then every moment in eight bytes, little-endian.
/// Any change to <see cref="ThreadState"/>, to its fields or to how it evolves, takes a new <see cref="Version"/>:
/// snapshots of another version are forgotten and made again from the journal.
/// </summary>
internal static class ThreadStateCodec
{
    /// <summary>How many bytes a state takes.</summary>
    public const int Size = 3 + (Moments * sizeof(long));

    /// <summary>The version this build writes, and the only one it reads.</summary>
    public const byte Version = 1;

    private const int Moments = 12;
    private const byte Blocked = 1;
    private const byte Muted = 2;

    public static void Write(in ThreadState state, Span<byte> bytes)
    {
        bytes[0] = Version;
        bytes[1] = (byte)state.Channel;
        bytes[2] = (byte)((state.Blocked ? Blocked : 0) | (state.Muted ? Muted : 0));
        ReadOnlySpan<Moment> moments =
        [
            state.Clocks.MessageOrTap,
            state.Clocks.PluginOptIn,
            state.Clocks.MessengerLink,
            state.Clocks.InstagramLink,
            state.Clocks.Reaction,
            state.Clocks.LoginConnect,
            state.Clocks.MessageRequest,
            state.LastAct,
            state.BlockChanged,
            state.MuteChanged,
            state.LastPageMessage,
            state.LastEvent,
        ];
        for (var index = 0; index < Moments; index++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(3 + (index * sizeof(long)))..], moments[index].Milliseconds);
    }

    /// <summary>False if the bytes are of another version or no state at all.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ThreadState state)
    {
        state = ThreadState.Empty;
        if (bytes.Length != Size || bytes[0] != Version) return false;
        state = new ThreadState
        {
            Channel = (Channel)bytes[1],
            Blocked = (bytes[2] & Blocked) != 0,
            Muted = (bytes[2] & Muted) != 0,
            Clocks = new OpenerClocks
            {
                MessageOrTap = At(bytes, 0),
                PluginOptIn = At(bytes, 1),
                MessengerLink = At(bytes, 2),
                InstagramLink = At(bytes, 3),
                Reaction = At(bytes, 4),
                LoginConnect = At(bytes, 5),
                MessageRequest = At(bytes, 6),
            },
            LastAct = At(bytes, 7),
            BlockChanged = At(bytes, 8),
            MuteChanged = At(bytes, 9),
            LastPageMessage = At(bytes, 10),
            LastEvent = At(bytes, 11),
        };
        return true;
    }

    private static Moment At(ReadOnlySpan<byte> bytes, int index) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(bytes[(3 + (index * sizeof(long)))..]));
}
