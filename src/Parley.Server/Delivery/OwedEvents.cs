using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Media;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>Which webhook events a journal row owes, and what each of them says.</summary>
/// <remarks>
/// The same row gives the same events for ever: <c>entry.time</c> is the row's instant, so that a repeated delivery,
/// a resend and a delivery after a restart have the same bytes and signature.
/// <para>
/// An accepted send owes an echo and, on Messenger, a receipt: a simulated person's phone is always on, and a send to
/// somebody who blocks the page is never accepted.
/// </para>
/// </remarks>
internal sealed class OwedEvents(Mids mids, ActivityEvents activities, ShownMedia media)
{
    private static readonly ImmutableArray<WebhookKind> None = [];
    private static readonly ImmutableArray<WebhookKind> Message = [WebhookKind.Message];
    private static readonly ImmutableArray<WebhookKind> Postback = [WebhookKind.Postback];
    private static readonly ImmutableArray<WebhookKind> Reaction = [WebhookKind.Reaction];
    private static readonly ImmutableArray<WebhookKind> Referral = [WebhookKind.Referral];
    private static readonly ImmutableArray<WebhookKind> Read = [WebhookKind.Read];
    private static readonly ImmutableArray<WebhookKind> NotificationOptIn = [WebhookKind.NotificationOptIn];
    private static readonly ImmutableArray<WebhookKind> Feedback = [WebhookKind.Feedback];
    private static readonly ImmutableArray<WebhookKind> Echo = [WebhookKind.Echo];
    private static readonly ImmutableArray<WebhookKind> EchoAndReceipt = [WebhookKind.Echo, WebhookKind.Delivered];

    private static readonly ImmutableArray<WebhookKind> OptIn = [WebhookKind.PluginOptIn];
    private static readonly ImmutableArray<WebhookKind> Edit = [WebhookKind.Edit];
    private static readonly ImmutableArray<WebhookKind> AccountLink = [WebhookKind.AccountLink];
    private static readonly ImmutableArray<WebhookKind> Label = [WebhookKind.Label];
    private static readonly ImmutableArray<WebhookKind> Handover = [WebhookKind.Handover];
    private static readonly ImmutableArray<WebhookKind> Post = [WebhookKind.Activity];
    private static readonly ImmutableArray<WebhookKind> Comment = [WebhookKind.Activity, WebhookKind.GroupActivity];
    private static readonly ImmutableArray<WebhookKind> MediaComment = [WebhookKind.Activity, WebhookKind.LiveComment];

    /// <summary>The events a row may owe, in order; an event's index is its part.</summary>
    public static ImmutableArray<WebhookKind> PartsOf(EventKind kind, Channel channel) => kind switch
    {
        EventKind.Message => Message,
        EventKind.Postback => Postback,
        EventKind.Reaction or EventKind.Unreaction => Reaction,
        EventKind.Edited => Edit,
        EventKind.Unsent => channel is Channel.Instagram ? Message : None,
        EventKind.AccountLinked or EventKind.AccountUnlinked => AccountLink,
        EventKind.Link or EventKind.AdClick => Referral,
        EventKind.Comment => channel is Channel.Instagram ? MediaComment : Comment,
        EventKind.CommentRemoved => channel is Channel.Instagram ? None : Comment,
        EventKind.VisitorPost => Post,
        EventKind.PluginOptIn or EventKind.Checkbox => OptIn,
        EventKind.Read => Read,
        EventKind.OneTimeOptIn or EventKind.RecurringOptIn => NotificationOptIn,
        EventKind.TopicStopped or EventKind.TopicResumed => NotificationOptIn,
        EventKind.Feedback => Feedback,
        EventKind.Labelled or EventKind.Unlabelled => Label,
        EventKind.ControlPassed or EventKind.ControlTaken or EventKind.ControlRequested => Handover,
        EventKind.RolesChanged => Handover,
        EventKind.Sent => channel is Channel.Instagram ? Echo : EchoAndReceipt,
        _ => None,
    };

    /// <summary>What is posted for one part of a row, or null where it turns out to owe nothing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="part">Which of its events.</param>
    /// <param name="app">Who receives it: a postback's payload is for the button's app alone.</param>
    /// <param name="page">The page, for its Instagram account's id.</param>
    /// <exception cref="JsonException">The row's body is not what its kind says.</exception>
    public WebhookEnvelope? Envelope(StoredEvent row, int part, long app, PageRecord page)
    {
        var parts = PartsOf(row.Kind, row.Channel);
        if (part >= parts.Length) return null;
        var standby = Audience.KindFor(row, parts[part], app) is WebhookKind.Standby;
        if (EventOf(row, parts[part], app) is not { } happened) return null;
        if (standby && happened is WebhookEvent.Postback tap) happened = tap with { Payload = null };
        var account = row.Channel is Channel.Instagram ? page.InstagramId : page.Id;
        if (account is not { } id) return null;
        var at = row.At.Milliseconds;
        return new WebhookEnvelope(row.Channel, id, row.Thread.Person, at, at, happened) { Standby = standby };
    }

    private WebhookEvent? EventOf(StoredEvent row, WebhookKind kind, long app) => kind switch
    {
        WebhookKind.Message when row.Kind is EventKind.Unsent => UnsentOf(row),
        WebhookKind.Message => MessageOf(row),
        WebhookKind.Echo => EchoOf(row),
        WebhookKind.Delivered when ToReference(row) => null,
        WebhookKind.Delivered => new WebhookEvent.Delivered(MidOf(row), row.At.Milliseconds),
        WebhookKind.Read => ReadOf(row),
        WebhookKind.Postback => PostbackOf(row, app),
        WebhookKind.Reaction => ReactionOf(row),
        WebhookKind.Referral => ReferralOf(row),
        WebhookKind.NotificationOptIn =>
            OwedOptIns.OptInOf(row, Stored.Read(row, StoredJson.Default.NotificationBody), app),
        WebhookKind.Feedback => OwedOptIns.FeedbackOf(Stored.Read(row, StoredJson.Default.FeedbackBody)),
        WebhookKind.Activity or WebhookKind.GroupActivity or WebhookKind.LiveComment => activities.Of(row, kind),
        WebhookKind.PluginOptIn => OptInOf(row),
        WebhookKind.Label => LabelOf(row),
        WebhookKind.Edit => EditOf(row),
        WebhookKind.AccountLink => LinkOf(row),
        WebhookKind.Handover => Audience.HandoverOf(row, app),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private WebhookEvent.Message MessageOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.MessageBody);
        var attachments = media.ForWebhook(row, body.Attachments, body.Media);
        return new(MidOf(row), body.Text, attachments, body.QuickReply, body.ReplyTo)
        {
            Story = body.Story is { } story ? new Story(story.Id, story.Url) : null,
            CameBy = body.Referral is { } by ? Of(by) : null,
            Prior = body.Prior,
        };
    }

    private WebhookEvent.Echo? EchoOf(StoredEvent row)
    {
        if (ToReference(row)) return null;
        var body = Stored.Read(row, StoredJson.Default.SendBody);
        return new(MidOf(row), body.App, body.Message ?? default, body.ReplyTo)
        {
            Urls = media.Addresses(row, body.Media),
        };
    }

    private static WebhookEvent.Message UnsentOf(StoredEvent row) =>
        new(Stored.Read(row, StoredJson.Default.UnsentBody).Mid, null, null, null, null) { Deleted = true };

    private static WebhookEvent.AccountLink LinkOf(StoredEvent row) =>
        new(Stored.Read(row, StoredJson.Default.AccountLinkBody).Code);

    private static WebhookEvent.Edit EditOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.EditBody);
        return new(body.Mid, body.Text, body.Number);
    }

    private static WebhookEvent.LabelChanged LabelOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.LabelBody);
        return new(body.Id, body.Name, Removed: row.Kind is EventKind.Unlabelled);
    }

    private WebhookEvent.Postback PostbackOf(StoredEvent row, long app)
    {
        var body = Stored.Read(row, StoredJson.Default.PostbackBody);
        var mine = body.App is null || body.App == app;
        return new(MidOf(row), body.Title, mine ? body.Payload : null, body.Referral is { } by ? Of(by) : null)
        {
            Prior = body.Prior,
        };
    }

    private static WebhookEvent.Reaction ReactionOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.ReactionBody);
        return row.Kind is EventKind.Reaction
            ? new(body.Mid, body.Reaction ?? "other", body.Emoji)
            : new(body.Mid, Name: null, Emoji: null);
    }

    // Instagram's "seen" names a message; where none was read there is nothing to tell.
    private static WebhookEvent.Read? ReadOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.ReadBody);
        return row.Channel is Channel.Instagram && body.Mid is null ? null : new(body.Watermark, body.Mid);
    }

    // An m.me link without a ref reaches no app; an ig.me link does, and so does an ad that leads to an old thread.
    private static WebhookEvent.Referral? ReferralOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.ReferralBody);
        if (row.Kind is EventKind.AdClick) return body.NewThread is true ? null : Of(body);
        return row.Channel is Channel.Messenger && body.Ref is null ? null : Of(body);
    }

    private static WebhookEvent.PluginOptIn OptInOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.OptInBody);
        return new(body.Ref, body.UserRef);
    }

    // What is sent to a checkbox's reference is neither echoed nor reported as delivered.
    private static bool ToReference(StoredEvent row) =>
        UserRefs.Covers(row.Thread.Person)
        && Stored.Read(row, StoredJson.Default.SendBody).Address is nameof(Address.UserRef);

    private static WebhookEvent.Referral Of(ReferralBody body) => new(body.Ref, body.Source, body.Type)
    {
        AdId = body.AdId,
        AdTitle = body.AdTitle,
    };

    private string MidOf(StoredEvent row) => mids.For(row.Channel, row.Thread, row.Seq);
}
