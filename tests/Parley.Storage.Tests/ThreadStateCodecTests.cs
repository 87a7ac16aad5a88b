using System.Buffers;
using System.Security.Cryptography;
using CsCheck;
using Parley.Policy;

namespace Parley.Storage.Tests;

public sealed class ThreadStateCodecTests
{
    private static readonly Gen<Moment> AnyMoment =
        Gen.OneOf(Gen.Const(Moment.Never), Gen.Long[0, 4_102_444_800_000].Select(at => new Moment(at)));

    private static readonly Gen<string> AnyName = Gen.OneOf<string>("S", "T", "\u0434\"\\");

    private static readonly Gen<Promises> AnyPromises =
        from moments in AnyMoment.Array[10]
        from names in AnyName.Array[4]
        from flags in Gen.Bool.Array[6]
        select new Promises
        {
            OneTime = flags[0] ? [new OneTimeToken(names[0], names[1], moments[0], moments[1])] : default,
            Recurring = flags[1]
                ? [new RecurringToken(names[0], names[2], Frequency.Weekly, "UTC", moments[2], 2, flags[2], moments[3])]
                : default,
            Asked = flags[3] ? [new AskedTopic(Form.OneTimeRequest, names[3], moments[4])] : default,
            Comments = flags[4]
                ?
                [
                    new Comment(
                        names[0],
                        CommentPlace.Live,
                        flags[2] ? "V" : null,
                        moments[5],
                        flags[3],
                        moments[6],
                        moments[7]),
                ]
                : default,
            Campaigns = flags[5] ? [names[1], names[2]] : default,
            LastRecurring = moments[8],
            LastMarketing = moments[9],
            MarketingStopped = moments[0],
            SurveySent = moments[1],
            SurveyEnds = moments[2],
            SurveyAnswered = moments[3],
        };

    private static readonly Gen<ThreadState> AnyState =
        from moments in AnyMoment.Array[25]
        from flags in Gen.Bool.Array[8]
        from promises in AnyPromises
        select new ThreadState
        {
            Channel = flags[0] ? Channel.Instagram : Channel.Messenger,
            Blocked = flags[1],
            Muted = flags[2],
            BlockedByPage = flags[3],
            Clocks = new OpenerClocks
            {
                MessageOrTap = moments[0],
                PluginOptIn = moments[1],
                MessengerLink = moments[2],
                InstagramLink = moments[3],
                Reaction = moments[4],
                LoginConnect = moments[5],
                MessageRequest = moments[6],
                AdClicked = moments[7],
                AdMessage = moments[8],
                AdAwaits = flags[4],
            },
            Place = flags[5] ? new Place("US", flags[6] ? "CA" : null) : Place.Unknown,
            LastAct = moments[9],
            BlockChanged = moments[10],
            PageBlockChanged = moments[11],
            MuteChanged = moments[12],
            LastPageMessage = moments[13],
            LastEvent = moments[14],
            PlusOneSpent = moments[15],
            SaidStop = moments[16],
            SaidOther = moments[17],
            FirstSinceStop = moments[18],
            LastAutomated = moments[19],
            LastByHuman = moments[20],
            Talk = new Talk(
                new Stretch(moments[21], moments[22]), flags[7] ? [new Stretch(moments[23], moments[24])] : default),
            Promises = flags[5] || flags[7] ? promises : Promises.None,
            Control = flags[6] ? new Control(7, new Window(new Moment(1_633_521_600_000), Control.Usual)) : null,
        };

    [Fact]
    public void Any_state_comes_back_as_it_was_written() => AnyState.Sample(
        state =>
        {
            Assert.True(ThreadStateCodec.TryRead(Bytes(in state), out var read));
            Assert.Equal(state, read);
        },
        seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Every_property_of_a_state_is_written()
    {
        // Whoever adds one must teach the codec and give it a new version: then this count changes too.
        Assert.Equal(21, Written<ThreadState>());
        Assert.Equal(10, Written<OpenerClocks>());
        Assert.Equal(11, Written<Promises>());
    }

    [Fact]
    public void Snapshots_of_this_version_were_all_made_by_these_rules()
    {
        // One row of every kind there was at version 2. Whoever changes what a row makes of a state gives the codec a
        // new version, so that snapshots made by the old rules are made again; then this digest changes too.
        var body = "{\"ref\":\"r\",\"author\":\"human\",\"lane\":\"standard\"}"u8.ToArray();
        var state = ThreadState.Empty;
        var at = 1_633_521_600_000;
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            if (kind is (> EventKind.Unmuted and < EventKind.Sent) or > EventKind.Refused) continue;
            var row = new StoredEvent(0, 1, default, Channel.Messenger, 0, new Moment(at++), kind, body);
            state = StoredEvents.Evolve(in state, row);
        }

        Assert.Equal(2, ThreadStateCodec.Version);
        Assert.Equal("0296CDCF3890B005", Convert.ToHexString(SHA256.HashData(Bytes(in state)))[..16]);
    }

    [Fact]
    public void Bytes_of_another_version_or_length_are_no_state()
    {
        var bytes = Bytes(in ThreadState.Empty);
        bytes[0]++;
        Assert.False(ThreadStateCodec.TryRead(bytes, out _));

        bytes[0]--;
        Assert.True(ThreadStateCodec.TryRead(bytes, out _));
        Assert.False(ThreadStateCodec.TryRead(bytes.AsSpan(1), out _));
        Assert.False(ThreadStateCodec.TryRead([], out _));
    }

    private static byte[] Bytes(in ThreadState state)
    {
        var output = new ArrayBufferWriter<byte>();
        ThreadStateCodec.Write(in state, output);
        return output.WrittenSpan.ToArray();
    }

    private static int Written<T>() => typeof(T).GetProperties().Count(property => property.CanWrite);
}
