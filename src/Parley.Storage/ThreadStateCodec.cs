using System.Buffers;
using System.Buffers.Binary;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// A thread's state as bytes: version, channel, flags, every moment in eight bytes little-endian; then, only for a
/// thread that has any, what is promised once and where the person is (<see cref="ThreadExtras"/>).
/// Any change to <see cref="ThreadState"/>, to its fields or to how it evolves, takes a new <see cref="Version"/>:
/// snapshots of another version are forgotten and made again from the journal.
/// </summary>
internal static class ThreadStateCodec
{
    /// <summary>The version this build writes, and the only one it reads.</summary>
    public const byte Version = 2;

    private const int Header = 3;
    private const int Moments = 23;
    private const int Plain = Header + (Moments * sizeof(long));
    private const byte Blocked = 1;
    private const byte Muted = 2;
    private const byte BlockedByPage = 4;
    private const byte AdAwaits = 8;

    public static void Write(in ThreadState state, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(Plain);
        bytes[0] = Version;
        bytes[1] = (byte)state.Channel;
        bytes[2] = (byte)(
            (state.Blocked ? Blocked : 0)
            | (state.Muted ? Muted : 0)
            | (state.BlockedByPage ? BlockedByPage : 0)
            | (state.Clocks.AdAwaits ? AdAwaits : 0));
        ReadOnlySpan<Moment> moments =
        [
            state.Clocks.MessageOrTap,
            state.Clocks.PluginOptIn,
            state.Clocks.MessengerLink,
            state.Clocks.InstagramLink,
            state.Clocks.Reaction,
            state.Clocks.LoginConnect,
            state.Clocks.MessageRequest,
            state.Clocks.AdClicked,
            state.Clocks.AdMessage,
            state.LastAct,
            state.BlockChanged,
            state.PageBlockChanged,
            state.MuteChanged,
            state.LastPageMessage,
            state.LastEvent,
            state.PlusOneSpent,
            state.SaidStop,
            state.SaidOther,
            state.FirstSinceStop,
            state.LastAutomated,
            state.LastByHuman,
            state.Talk.Current.From,
            state.Talk.Current.To,
        ];
        for (var index = 0; index < Moments; index++)
        {
            var place = bytes[(Header + (index * sizeof(long)))..];
            BinaryPrimitives.WriteInt64LittleEndian(place, moments[index].Milliseconds);
        }

        output.Advance(Plain);
        if (ThreadExtras.Of(in state) is { } extras) extras.Write(output);
    }

    /// <summary>False if the bytes are of another version or no state at all.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ThreadState state)
    {
        state = ThreadState.Empty;
        if (bytes.Length < Plain || bytes[0] != Version) return false;
        state = new ThreadState
        {
            Channel = (Channel)bytes[1],
            Blocked = (bytes[2] & Blocked) != 0,
            Muted = (bytes[2] & Muted) != 0,
            BlockedByPage = (bytes[2] & BlockedByPage) != 0,
            Clocks = new OpenerClocks
            {
                MessageOrTap = At(bytes, 0),
                PluginOptIn = At(bytes, 1),
                MessengerLink = At(bytes, 2),
                InstagramLink = At(bytes, 3),
                Reaction = At(bytes, 4),
                LoginConnect = At(bytes, 5),
                MessageRequest = At(bytes, 6),
                AdClicked = At(bytes, 7),
                AdMessage = At(bytes, 8),
                AdAwaits = (bytes[2] & AdAwaits) != 0,
            },
            LastAct = At(bytes, 9),
            BlockChanged = At(bytes, 10),
            PageBlockChanged = At(bytes, 11),
            MuteChanged = At(bytes, 12),
            LastPageMessage = At(bytes, 13),
            LastEvent = At(bytes, 14),
            PlusOneSpent = At(bytes, 15),
            SaidStop = At(bytes, 16),
            SaidOther = At(bytes, 17),
            FirstSinceStop = At(bytes, 18),
            LastAutomated = At(bytes, 19),
            LastByHuman = At(bytes, 20),
            Talk = new Talk(new Stretch(At(bytes, 21), At(bytes, 22)), default),
            Promises = Promises.None,
        };
        if (bytes.Length > Plain) state = ThreadExtras.Read(bytes[Plain..]).Into(in state);
        return true;
    }

    private static Moment At(ReadOnlySpan<byte> bytes, int index) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(bytes[(Header + (index * sizeof(long)))..]));
}
