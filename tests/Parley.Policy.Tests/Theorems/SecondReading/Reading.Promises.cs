using NodaTime;

namespace Parley.Policy.Tests.Theorems.SecondReading;

/// <summary>Tokens, comments, campaigns and templates: what is promised, and spent.</summary>
internal sealed partial record Reading
{
    private static readonly Duration ADay = Duration.FromHours(24);

    private string? OneTime(SendRequest send, Instant now)
    {
        if (send.Tag is not null) return "tag_unexpected";
        if (send.Channel is Channel.Instagram) return "channel_unfit";
        var follows = send.Address is Address.OneTimeToken;
        if (!follows && !Page.OneTimeGranted) return "one_time_not_granted";
        var off = Day < new LocalDate(2021, 8, 10)
            && ((InEurope() && Day >= new LocalDate(2020, 12, 16)) || (InJapan() && Day >= new LocalDate(2021, 3, 30)));
        if (off) return "region_off";
        if (follows)
        {
            var created = Past.OfType<ThreadEvent.OneTimeOptIn>().FirstOrDefault(one => one.Token == send.Named);
            if (created is null) return "one_time_token_unknown";
            if (Sends().Any(one => one.Request.Address is Address.OneTimeToken && one.Request.Named == send.Named))
                return "one_time_token_used";
            return now >= created.At + Duration.FromDays(365) ? "one_time_token_expired" : null;
        }

        if (!StandardIsOpen(send.Channel, now)) return "outside_window";
        var asked = Asked(Form.OneTimeRequest).ToList();
        var same = asked.FindLast(one => (one.Request.Title ?? "") == (send.Title ?? ""));
        // A token counts as tapped when it was created; told again, it is the same tap.
        var tapped = same is not null && Past.OfType<ThreadEvent.OneTimeOptIn>()
            .DistinctBy(one => one.Token)
            .Any(one => one.Title == (send.Title ?? "") && one.At >= same.At);
        if (same is not null && !tapped) return "request_repeated";
        return TooMany(asked, now) ? "request_quota" : null;
    }

    private IEnumerable<ThreadEvent.PageWrote> Asked(Form form) => Sends().Where(one => one.Request.Form == form);

    private static bool TooMany(List<ThreadEvent.PageWrote> asked, Instant now) =>
        asked.Count(one => now - one.At < ADay) >= 5 || asked.Count(one => now - one.At < Duration.FromDays(7)) >= 10;

    private string? Recurring(SendRequest send, Instant now)
    {
        if (send.Tag is not null) return "tag_unexpected";
        if (Day >= new LocalDate(2026, 2, 10) && !WhereRecurringLives()) return "lane_unknown";
        if (Day >= new LocalDate(2025, 9, 1) && !Page.RecurringPartner) return "lane_unknown";
        if (send.Address is Address.RecurringToken) return Notification(send, now);
        if (!StandardIsOpen(send.Channel, now)) return "outside_window";
        var asked = Asked(Form.RecurringRequest).ToList();
        if (asked.Exists(one =>
            (one.Request.Title ?? "") == (send.Title ?? "") && now - one.At < Duration.FromDays(7)))
            return "request_repeated";
        return send.Channel is Channel.Instagram && TooMany(asked, now) ? "request_quota" : null;
    }

    private string? Notification(SendRequest send, Instant now)
    {
        var optIns = Past.OfType<ThreadEvent.RecurringOptIn>().Where(one => one.Token == send.Named).ToList();
        if (optIns.Count == 0 || optIns[0].Channel != send.Channel) return "recurring_token_unknown";
        // Told twice within a millisecond, the first telling counts.
        var token = optIns.First(one => one.At == optIns.Max(other => other.At));
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(token.Zone) ?? DateTimeZone.Utc;
        if (IsDead(token, zone, now)) return "recurring_token_expired";
        var change = Past.OfType<ThreadEvent.TopicStopChanged>().LastOrDefault(one => one.Token == send.Named);
        if (change is { Stopped: true } && change.At >= token.At) return "topic_stopped";
        var sent = Sends().Where(one => one.Request.Address is Address.RecurringToken).ToList();
        var learned = Past.ToList().IndexOf(token);
        var sinceOptIn = Past.Skip(learned).OfType<ThreadEvent.PageWrote>().Count(one =>
            one.Request.Address is Address.RecurringToken && one.Request.Named == send.Named);
        var followsUp = Day >= new LocalDate(2023, 2, 2) && now <= token.At + Duration.FromMinutes(2) && sinceOptIn < 3;
        if (followsUp || sent.Count == 0) return null;
        return MayFollow(token, zone, sent[^1].At, now) ? null : "too_soon";
    }

    private bool IsDead(ThreadEvent.RecurringOptIn token, DateTimeZone zone, Instant now)
    {
        var months = token.Frequency switch
        {
            Frequency.Daily => 6,
            Frequency.Weekly => 9,
            Frequency.Monthly => 12,
            _ => 0,
        };
        if (months == 0) return false;
        var end = token.At.InZone(zone).LocalDateTime.PlusMonths(months).InZoneLeniently(zone).ToInstant();
        var endless = Day >= new LocalDate(2023, 8, 10) && end > Instant.FromUtc(2023, 8, 10, 0, 0);
        return !endless && now >= Millisecond(end);
    }

    private bool MayFollow(ThreadEvent.RecurringOptIn token, DateTimeZone zone, Instant last, Instant now)
    {
        if (Day >= new LocalDate(2025, 9, 1)) return now - last >= Duration.FromHours(48);
        var rolling = token.Frequency is Frequency.Daily or Frequency.None;
        if (Day >= new LocalDate(2023, 2, 2) && rolling) return now - last >= ADay;
        var (then, today) = (last.InZone(zone).Date, now.InZone(zone).Date);
        return token.Frequency switch
        {
            Frequency.Weekly => Monday(then) != Monday(today),
            Frequency.Monthly => (then.Year, then.Month) != (today.Year, today.Month),
            _ => then != today,
        };
    }

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private string? Reply(SendRequest send, Instant now)
    {
        var onInstagram = send.Channel is Channel.Instagram;
        if (!onInstagram && send.Tag is not null) return "tag_unexpected";
        if (onInstagram && send.Tag is not (null or "HUMAN_AGENT")) return "channel_unfit";
        if (onInstagram && send.Tag is not null && Day >= new LocalDate(2021, 9, 14)) return "tag_unexpected";
        if (Day < new LocalDate(2019, 9, 30) && send.Form is not Form.Text) return "content_unfit";
        var comment = Past.OfType<ThreadEvent.Commented>().FirstOrDefault(one => one.Id == send.Named);
        if (comment is null || comment.Channel != send.Channel) return "comment_unknown";
        if (!MayBeAnswered(comment.Place, onInstagram)) return "comment_unknown";
        if (onInstagram && Day < new LocalDate(2021, 8, 6) && send.Tag is null) return "feature_missing";
        if (Past.OfType<ThreadEvent.CommentRemoved>().Any(one => one.Id == send.Named)) return "comment_removed";
        if (comment.ByPage) return "reply_impossible";
        if (Sends().Any(one => one.Request.IsPrivateReply && one.Request.Named == send.Named)) return "already_replied";
        var late = onInstagram && comment.Place is CommentPlace.Live
            ? Page.EndedBroadcasts.TryGetValue(comment.Media!, out var ended) && now >= ended.ToInstant()
            : now > comment.At + Duration.FromDays(7);
        return late ? "reply_impossible" : null;
    }

    private bool MayBeAnswered(CommentPlace place, bool onInstagram) => place switch
    {
        CommentPlace.Post => true,
        CommentPlace.VisitorPost => !onInstagram,
        CommentPlace.Live => !onInstagram || Day >= new LocalDate(2021, 11, 9),
        CommentPlace.Ad => !onInstagram || Day >= new LocalDate(2022, 11, 9),
        CommentPlace.Reel => Day >= (onInstagram ? new LocalDate(2022, 8, 16) : new LocalDate(2023, 10, 12)),
        CommentPlace.Group => !onInstagram && Day >= new LocalDate(2023, 5, 10),
        _ => false,
    };

    private string? Utility(SendRequest send)
    {
        if (send.Channel is Channel.Instagram) return "channel_unfit";
        if (send.Type is not MessagingType.Utility) return "content_unfit";
        var named = send is { Form: Form.Utility, Title: not null };
        if (named && Page.UnapprovedTemplates.Contains(send.Title!)) return "template_not_approved";
        return named && (Page.Templates is null || Page.Templates.Contains(send.Title!)) ? null : "template_unknown";
    }

    private string? Sponsored(SendRequest send, Instant now)
    {
        if (Day >= new LocalDate(2024, 8, 19)) return "lane_retired";
        var channel = Past.OfType<ThreadEvent.PersonActed>().Select(act => act.Channel).LastOrDefault();
        var inTouch = Openings(channel).ToList();
        var had = Sends().Any(one => one.Request.Address is Address.Campaign && one.Request.Named == send.Named);
        if (channel is Channel.Instagram || send.Channel is Channel.Instagram) return "not_in_audience";
        if (inTouch.Count == 0 || had || Blocks()) return "not_in_audience";
        return now <= inTouch.Max() + ADay ? "recent_interaction" : null;
    }

    private string? Marketing(SendRequest send, Instant now)
    {
        if (send.Channel is Channel.Instagram) return "channel_unfit";
        if (WhereRecurringLives()) return "marketing_region";
        if (Past.OfType<ThreadEvent.MarketingStopped>().Any()) return "marketing_stopped";
        return Sends().Any(one => one.Request.Address is Address.Marketing && now - one.At < ADay)
            ? "marketing_too_soon"
            : null;
    }
}
