using System.Collections.Frozen;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;

namespace Parley.Bench.Engines;

/// <summary>The kernel, with every lane and rule of its edition.</summary>
internal sealed class ParleyContender : IContender
{
    private static readonly Edition Edition = EditionCatalogue.Default;

    private readonly Asked[] asked;

    public ParleyContender(IEnumerable<Question> questions) => asked = [.. questions.Select(one => new Asked(one))];

    public string Name => $"Parley, edition {Edition.Day:uuuu-MM-dd} with {Edition.Lanes.Length} lanes";

    /// <summary>Bytes that one pass over all questions allocates.</summary>
    public long Allocated()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public bool[] Answers() => [.. asked.Select(one => one.Decide())];

    public double Round() => Timing.Of(Pass, asked.Length);

    /// <summary>Nanoseconds a decision with every lane explained.</summary>
    public double ExplainedRound() => Timing.Of(
        () =>
        {
            foreach (var one in asked) one.Explain();
        },
        asked.Length);

    public void Dispose()
    {
    }

    private void Pass()
    {
        foreach (var one in asked) one.Decide();
    }

    private sealed class Asked
    {
        private const string Named = "1";
        private readonly ThreadState thread;
        private readonly Standing standing;
        private readonly SendRequest request;
        private readonly Instant now;

        public Asked(Question question)
        {
            thread = ThreadOf(question);
            standing = StandingOf(question);
            request = RequestOf(question);
            now = Instant.FromUnixTimeMilliseconds(question.Now);
        }

        public bool Decide() => Edition.Decide(in thread, standing, in request, now).Accepted;

        public Decision Explain() => Edition.Explain(in thread, standing, in request, now);

        private static ThreadState ThreadOf(Question question)
        {
            var channel = question.Instagram ? Channel.Instagram : Channel.Messenger;
            var wrote = Instant.FromUnixTimeMilliseconds(question.LastMessage);
            var last = Instant.FromUnixTimeMilliseconds(question.LastOpened);
            var before = question.To switch
            {
                "token" => new ThreadEvent.OneTimeOptIn(wrote, channel, Named, "News"),
                "comment" => new ThreadEvent.Commented(wrote, channel, Named, CommentPlace.Post, null, ByPage: false),
                _ => (ThreadEvent?)null,
            };
            var thread = Evolve(ThreadState.Empty, new ThreadEvent.PersonActed(wrote, channel, PersonAct.Message));
            if (before is not null) thread = Evolve(thread, before);
            if (last > wrote) thread = Evolve(thread, new ThreadEvent.PersonActed(last, channel, PersonAct.Reaction));
            if (question.Spent && before is not null)
                thread = Evolve(thread, new ThreadEvent.PageWrote(wrote, RequestOf(question), LaneOf(question.To)));
            return question.Blocked ? Evolve(thread, new ThreadEvent.Blocked(last)) : thread;
        }

        private static ThreadState Evolve(ThreadState thread, ThreadEvent happened) =>
            ThreadState.Evolve(in thread, happened);

        private static string LaneOf(string to) => to is "token" ? OneTimeNotification.LaneName : PrivateReply.LaneName;

        private static Standing StandingOf(Question question) =>
            new(Mode.Emulate, question.Agent ? FrozenSet.Create(HumanAgent.Feature) : [])
            {
                NewsRegistered = question.NewsPage,
                OneTimeGranted = question.OneTime,
                Restrictions = question.RestrictedUntil == 0 ? default : default(ValueList<Restriction>).Add(new(
                    Restriction.All,
                    null,
                    Moment.Of(Instant.FromUnixTimeMilliseconds(question.LastMessage)),
                    Moment.Of(Instant.FromUnixTimeMilliseconds(question.RestrictedUntil)))),
            };

        private static SendRequest RequestOf(Question question) => new(
            question.Instagram ? Channel.Instagram : Channel.Messenger,
            SendKind.Message,
            question.Tag is null ? MessagingType.Response : MessagingType.MessageTag,
            question.Tag,
            question.Tag == HumanAgent.Tag ? Author.Human : Author.Bot)
        {
            Address = question.To switch
            {
                "token" => Address.OneTimeToken,
                "comment" => Address.Comment,
                _ => Address.Person,
            },
            Named = question.To is "person" ? null : Named,
            Form = question.Form switch
            {
                "survey" => Form.Survey,
                "request" => Form.OneTimeRequest,
                _ => Form.Text,
            },
            Title = question.Form is "request" ? "News" : null,
            SurveyDays = question.Form is "survey" ? 1 : 0,
        };
    }
}
