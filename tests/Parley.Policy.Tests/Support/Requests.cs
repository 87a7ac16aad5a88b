using System.Collections.Immutable;
using System.Reflection;
using CsCheck;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Every shape a send can have: plain, tagged, to a token, a comment, a campaign; well formed or not.
/// </summary>
internal static class Requests
{
    private static readonly string[] Tags =
    [
        "HUMAN_AGENT", "CUSTOMER_FEEDBACK", "NON_PROMOTIONAL_SUBSCRIPTION", "ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE",
        "POST_PURCHASE_UPDATE", "SHIPPING_UPDATE", "NO_SUCH_TAG",
    ];

    private static readonly SendRequest Empty =
        new(Channel.Messenger, SendKind.Message, MessagingType.Absent, null, Author.Bot) { SurveyDays = 2 };

    private static readonly Gen<string?> MaybeTag = Gen.Frequency(
        (8, Gen.Const((string?)null)), (1, Gen.OneOf<string?>("HUMAN_AGENT", "ACCOUNT_UPDATE")));

    private static readonly Gen<string?> Title = Gen.OneOf<string?>(null, "u", "v", "w", "x", "y", "z");

    private static readonly Gen<string?> Named = Gen.OneOf<string?>("S", "T");

    private static readonly Gen<Form> Content = Gen.OneOf(Form.Text, Form.Text, Form.Rich, Form.Survey);

    public static Gen<SendRequest> Plain { get; } =
        from kind in Gen.OneOf(SendKind.Message, SendKind.Message, SendKind.Message, SendKind.Action, SendKind.MarkSeen)
        from type in Gen.OneOf(MessagingType.Absent, MessagingType.Response, MessagingType.Update)
        from form in Content
        from address in Gen.OneOf(Address.Person, Address.Person, Address.Person, Address.UserRef)
        select Empty with
        {
            Kind = kind,
            Type = type,
            Form = kind is SendKind.Message ? form : Form.Text,
            Address = address,
        };

    public static Gen<SendRequest> Tagged { get; } =
        from type in Gen.Frequency(
            (9, Gen.OneOf(MessagingType.MessageTag, MessagingType.Absent)),
            (1, Gen.OneOf(MessagingType.Response, MessagingType.Update)))
        from tag in Gen.OneOf(Tags)
        from form in tag is "CUSTOMER_FEEDBACK" ? Gen.OneOf(Form.Survey, Form.Survey, Form.Text) : Content
        select Empty with { Type = type, Tag = tag, Form = form };

    public static Gen<SendRequest> OfOneTime { get; } =
        Gen.OneOf(Asking(Form.OneTimeRequest), Holding(Address.OneTimeToken));

    public static Gen<SendRequest> OfRecurring { get; } =
        Gen.OneOf(Asking(Form.RecurringRequest), Holding(Address.RecurringToken), Holding(Address.RecurringToken));

    public static Gen<SendRequest> OfComments { get; } = Replying();

    public static Gen<SendRequest> OfMarketing { get; } = Gen.OneOf(
        Named.Select(campaign => Empty with { Address = Address.Campaign, Named = campaign }),
        Gen.Const(Empty with { Address = Address.Marketing }),
        Utility());

    public static Gen<SendRequest> Shape { get; } = Gen.Frequency(
        (20, Plain),
        (14, Tagged),
        (1, Gen.Const(Empty with { Type = MessagingType.MessageTag })),
        (3, Utility()),
        (6, Asking(Form.OneTimeRequest)),
        (6, Asking(Form.RecurringRequest)),
        (7, Holding(Address.OneTimeToken)),
        (10, Holding(Address.RecurringToken)),
        (8, Replying()),
        (3, Named.Select(campaign => Empty with { Address = Address.Campaign, Named = campaign })),
        (3, Gen.Const(Empty with { Address = Address.Marketing })));

    /// <summary>What the review saw: nobody looked, nothing, or some of everything there is to see.</summary>
    public static Gen<ImmutableArray<Signal>> Noticed { get; } = Gen.OneOf(
        Gen.Const(default(ImmutableArray<Signal>)),
        Gen.Const(ImmutableArray<Signal>.Empty),
        Gen.OneOf(EverySignal().ToArray()).HashSet[1, 4]
            .Select(codes => codes.Select(code => new Signal(code, code)).ToImmutableArray()));

    private static IEnumerable<string> EverySignal() =>
        typeof(Signals).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetRawConstantValue()!);

    private static Gen<SendRequest> Utility() =>
        from type in Gen.OneOf(MessagingType.Utility, MessagingType.Utility, MessagingType.Response)
        from form in Gen.OneOf(Form.Utility, Form.Utility, Form.Text)
        from title in Gen.OneOf<string?>("t/en", "t/de", null)
        select Empty with { Type = type, Form = form, Title = form is Form.Utility ? title : null };

    private static Gen<SendRequest> Asking(Form form) =>
        from tag in MaybeTag
        from title in Title
        select Empty with { Form = form, Title = title, Tag = tag };

    private static Gen<SendRequest> Holding(Address address) =>
        from tag in MaybeTag
        from form in Content
        from named in Named
        select Empty with { Address = address, Named = named, Form = form, Tag = tag };

    private static Gen<SendRequest> Replying() =>
        from tag in MaybeTag
        from form in Gen.OneOf(Form.Text, Form.Rich)
        from named in Named
        from address in Gen.OneOf(Address.Comment, Address.Post)
        select Empty with { Address = address, Named = named, Form = form, Tag = tag };
}
