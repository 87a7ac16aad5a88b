using System.Reflection;
using NodaTime;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>
/// The language cannot prove a switch over a closed record complete; these tests feed every case through.
/// </summary>
public sealed class ClosedRecordTests
{
    [Theory]
    [InlineData(typeof(ThreadEvent))]
    [InlineData(typeof(Verdict))]
    [InlineData(typeof(Why))]
    public void Nobody_outside_can_add_a_case(Type closed)
    {
        Assert.True(closed.IsAbstract);
        Assert.All(
            closed.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            made => Assert.True(made.IsPrivate || IsCopy(made, closed)));
        Assert.All(Cases(closed), one => Assert.True(one.IsSealed));
        Assert.Equal(
            Cases(closed),
            closed.Assembly.GetTypes().Where(type => type.IsSubclassOf(closed))
                .OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_goes_through_evolve()
    {
        Assert.NotEmpty(Cases(typeof(ThreadEvent)));
        foreach (var one in Cases(typeof(ThreadEvent)))
        {
            var happened = (ThreadEvent)Make(one);
            var state = ThreadState.Evolve(in ThreadState.Empty, happened);
            Assert.Equal(Moment.Of(Given.Now), state.LastEvent);
            Assert.NotEqual(ThreadState.Empty with { LastEvent = state.LastEvent }, state);
        }
    }

    [Fact]
    public void Every_verdict_goes_through_decide()
    {
        var plain = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);
        foreach (var one in Cases(typeof(Verdict)))
        {
            var edition = new Edition(new LocalDate(2021, 10, 1), [new Says((Verdict)Make(one))], []);
            var outcome = edition.Decide(in ThreadState.Empty, Standing.Plain, in plain, Given.Now);
            Assert.Equal(one == typeof(Verdict.Allowed), outcome.Accepted);
        }
    }

    [Fact]
    public void Every_reason_for_a_lanes_standing_is_given_by_some_report()
    {
        var request = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);
        var given = new[] { "read 1h", "message 1h", "message 2h, block 1h", "notify:T:x 1h" }
            .Select(history => Given.State(history, Channel.Messenger))
            .SelectMany(state => SendTable.Edition.Explain(in state, Standing.Plain, in request, Given.Now).Lanes)
            .Select(report => report.Why.GetType());
        Assert.Equal(Cases(typeof(Why)), given.Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    private static List<Type> Cases(Type closed) =>
        [.. closed.GetNestedTypes().Where(type => type.IsSubclassOf(closed))
            .OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static bool IsCopy(ConstructorInfo made, Type closed) =>
        made.GetParameters() is [var only] && only.ParameterType == closed;

    private static object Make(Type one)
    {
        var made = one.GetConstructors().Single();
        return made.Invoke([.. made.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
    }

    private static object? Sample(Type type) =>
        type == typeof(Instant) ? Given.Now
        : type == typeof(Reason) ? Reason.Blocked
        : type == typeof(PersonAct) ? PersonAct.Message
        : type == typeof(string) ? "x"
        : type == typeof(bool) ? true
        : type == typeof(long) ? 7L
        : type == typeof(Duration) ? Duration.FromDays(1)
        : type == typeof(Place) ? new Place("DE", null)
        : type == typeof(SendRequest) ? SendText.Read("RESPONSE", Channel.Messenger)
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : null;

    private sealed record Says(Verdict Verdict) : Lane("says", LaneRole.Timed)
    {
        public override Verdict Judge(in Case asked) => Verdict;
    }
}
