namespace Parley.Policy;

/// <summary>How a thread's promises are made and spent.</summary>
public readonly partial record struct ThreadState
{
    private ThreadState After(ThreadEvent.PageWrote wrote, Moment at)
    {
        var request = wrote.Request;
        if (request.Kind is not SendKind.Message || wrote.Lane is null) return this;

        var next = this with { LastPageMessage = Moment.Later(LastPageMessage, at) };
        if (wrote.Lane is Lanes.PlusOne.LaneName) next = next with { PlusOneSpent = Moment.Later(PlusOneSpent, at) };
        if (wrote.Lane is not Lanes.Sponsored.LaneName)
        {
            next = request.Author is Author.Bot
                ? next with
                {
                    LastAutomated = Moment.Later(LastAutomated, at),
                    LastByHuman = Moment.Never,
                    Talk = Talk.From(at),
                }
                : next with { LastByHuman = Moment.Later(LastByHuman, at), Talk = next.Talk.With(at) };
        }

        if (OptedOut && at >= SaidStop && !(FirstSinceStop >= SaidStop)) next = next with { FirstSinceStop = at };
        return request.Plain && request.Form is not Form.Survey ? next : next.Spend(in request, at);
    }

    private ThreadState Spend(in SendRequest request, Moment at)
    {
        var promises = Promises;
        if (request.Form is Form.Survey && at >= promises.SurveySent)
        {
            promises = promises with
            {
                SurveySent = at,
                SurveyEnds = at.Plus(request.SurveyDays * Talk.LapseMilliseconds),
            };
        }

        if (request.Form is Form.OneTimeRequest or Form.RecurringRequest)
        {
            var asked = new AskedTopic(request.Form, request.Title ?? "", at);
            promises = promises with { Asked = promises.Asked.Add(asked) };
        }

        promises = request.Address switch
        {
            Address.OneTimeToken => SpendOneTime(promises, request.Named, at),
            Address.RecurringToken => SpendRecurring(promises, request.Named, at),
            Address.Comment or Address.Post => SpendReply(promises, request.Named, at),
            Address.Campaign => promises with { Campaigns = promises.Campaigns.Add(request.Named ?? "") },
            Address.Marketing => promises with { LastMarketing = Moment.Later(promises.LastMarketing, at) },
            _ => promises,
        };
        return this with { Promises = promises };
    }

    private static Promises SpendOneTime(Promises promises, string? token, Moment at) =>
        promises.OneTimeOf(token) is { } known ? promises.With(known with { Spent = at }) : promises;

    private static Promises SpendRecurring(Promises promises, string? token, Moment at) =>
        promises.RecurringOf(token) is { } known
            ? promises.With(known with { FollowUps = known.FollowUps + 1 }) with
            {
                LastRecurring = Moment.Later(promises.LastRecurring, at),
            }
            : promises;

    private static Promises SpendReply(Promises promises, string? id, Moment at) =>
        promises.CommentOf(id) is { } known ? promises.With(known with { Replied = at }) : promises;

    private ThreadState After(ThreadEvent.Commented commented, Moment at)
    {
        var known = Promises.CommentOf(commented.Id);
        var comment = new Comment(
            commented.Id,
            commented.Place,
            commented.Media,
            at,
            commented.ByPage,
            known?.Replied ?? Moment.Never,
            known?.Removed ?? Moment.Never);
        return this with
        {
            Channel = commented.Channel,
            LastAct = Moment.Later(LastAct, at),
            Promises = known is { At.Happened: true } && known.Value.At <= at ? Promises : Promises.With(comment),
        };
    }

    private ThreadState After(ThreadEvent.CommentRemoved removed, Moment at)
    {
        var comment = Promises.CommentOf(removed.Id)
            ?? new Comment(removed.Id, CommentPlace.Post, null, Moment.Never, false, Moment.Never, Moment.Never);
        return this with { Promises = Promises.With(comment with { Removed = Moment.Later(comment.Removed, at) }) };
    }

    private ThreadState After(ThreadEvent.OneTimeOptIn optedIn, Moment at)
    {
        var known = Promises.OneTimeOf(optedIn.Token);
        return Heard(optedIn.Channel, at) with
        {
            Promises = known is { } old && old.Created <= at
                ? Promises
                : Promises.With(new OneTimeToken(optedIn.Token, optedIn.Title, at, known?.Spent ?? Moment.Never)),
        };
    }

    private ThreadState After(ThreadEvent.RecurringOptIn optedIn, Moment at)
    {
        var known = Promises.RecurringOf(optedIn.Token);
        var stale = known is { } old && old.OptedIn >= at;
        var token = new RecurringToken(
            optedIn.Token,
            optedIn.Topic,
            optedIn.Frequency,
            optedIn.Zone,
            at,
            0,
            known?.Stopped ?? false,
            known?.StopChanged ?? Moment.Never);
        return Heard(optedIn.Channel, at) with { Promises = stale ? Promises : Promises.With(token) };
    }

    private ThreadState After(ThreadEvent.TopicStopChanged changed, Moment at)
    {
        var token = Promises.RecurringOf(changed.Token)
            ?? new RecurringToken(changed.Token, "", Frequency.None, "UTC", Moment.Never, 0, false, Moment.Never);
        return at < token.StopChanged ? this : this with
        {
            Promises = Promises.With(token with { Stopped = changed.Stopped, StopChanged = at }),
        };
    }

    private ThreadState Heard(Channel channel, Moment at) =>
        (this with { Channel = channel, LastAct = Moment.Later(LastAct, at) }).WithBlock(false, at);
}
