using System.Security.Cryptography;
using CsCheck;
using Parley.Policy;

namespace Parley.Storage.Tests;

public sealed class ThreadStateCodecTests
{
    private static readonly Gen<Moment> AnyMoment =
        Gen.OneOf(Gen.Const(Moment.Never), Gen.Long[0, 4_102_444_800_000].Select(at => new Moment(at)));

    private static readonly Gen<ThreadState> AnyState =
        from moments in AnyMoment.Array[12]
        from flags in Gen.Bool.Array[3]
        select new ThreadState
        {
            Channel = flags[0] ? Channel.Instagram : Channel.Messenger,
            Blocked = flags[1],
            Muted = flags[2],
            Clocks = new OpenerClocks
            {
                MessageOrTap = moments[0],
                PluginOptIn = moments[1],
                MessengerLink = moments[2],
                InstagramLink = moments[3],
                Reaction = moments[4],
                LoginConnect = moments[5],
                MessageRequest = moments[6],
            },
            LastAct = moments[7],
            BlockChanged = moments[8],
            MuteChanged = moments[9],
            LastPageMessage = moments[10],
            LastEvent = moments[11],
        };

    [Fact]
    public void Any_state_comes_back_as_it_was_written() => AnyState.Sample(
        state =>
        {
            Span<byte> bytes = stackalloc byte[ThreadStateCodec.Size];
            ThreadStateCodec.Write(in state, bytes);
            Assert.True(ThreadStateCodec.TryRead(bytes, out var read));
            Assert.Equal(state, read);
        },
        seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Every_property_of_a_state_is_written()
    {
        // Whoever adds one must teach the codec and give it a new version: then this count changes too.
        Assert.Equal(9, Written<ThreadState>());
        Assert.Equal(7, Written<OpenerClocks>());
    }

    [Fact]
    public void Snapshots_of_this_version_were_all_made_by_these_rules()
    {
        // One row of every kind there was at version 1. Whoever changes what a row makes of a state gives the codec a
        // new version, so that snapshots made by the old rules are made again; then this digest changes too.
        var body = "{\"ref\":\"r\",\"author\":\"human\"}"u8.ToArray();
        var state = ThreadState.Empty;
        var at = 1_633_521_600_000;
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            if (kind is (> EventKind.Unmuted and < EventKind.Sent) or > EventKind.Refused) continue;
            var row = new StoredEvent(0, 1, default, Channel.Messenger, 0, new Moment(at++), kind, body);
            state = StoredEvents.Evolve(in state, row);
        }

        Span<byte> bytes = stackalloc byte[ThreadStateCodec.Size];
        ThreadStateCodec.Write(in state, bytes);
        Assert.Equal(1, ThreadStateCodec.Version);
        Assert.Equal("0C4FA5622E9907E5", Convert.ToHexString(SHA256.HashData(bytes))[..16]);
    }

    [Fact]
    public void Bytes_of_another_version_or_length_are_no_state()
    {
        var bytes = new byte[ThreadStateCodec.Size];
        ThreadStateCodec.Write(ThreadState.Empty, bytes);
        bytes[0]++;
        Assert.False(ThreadStateCodec.TryRead(bytes, out _));

        bytes[0]--;
        Assert.True(ThreadStateCodec.TryRead(bytes, out _));
        Assert.False(ThreadStateCodec.TryRead(bytes.AsSpan(1), out _));
        Assert.False(ThreadStateCodec.TryRead([], out _));
    }

    private static int Written<T>() => typeof(T).GetProperties().Count(property => property.CanWrite);
}
