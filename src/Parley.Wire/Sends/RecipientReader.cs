using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads who a send is for, in every form the platform has. Whether anybody is behind it is not said here: an id, a
/// token, a comment or a reference that names nobody is the kernel's refusal.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Send API reference", recipient.</remarks>
internal static class RecipientReader
{
    private const int Forms = 8;
    private const int PhoneNumber = 2;
    private const int MostNameCharacters = 1000;

    private static readonly string[] Names =
    [
        "id", "user_ref", "phone_number", "post_id", "comment_id", "one_time_notif_token",
        "notification_messages_token", "login_id", "name",
    ];

    private static readonly Address[] Addresses =
    [
        Address.Person, Address.UserRef, Address.UserRef, Address.Post, Address.Comment, Address.OneTimeToken,
        Address.RecurringToken, Address.UserRef,
    ];

    /// <summary>Reads <c>recipient</c>.</summary>
    /// <param name="recipient">Its value.</param>
    /// <param name="dialect">In whose words.</param>
    /// <param name="anyMembers">Whether members that no form has are passed over.</param>
    /// <param name="addressee">Who is named.</param>
    public static GraphError? Read(Param recipient, in Dialect dialect, bool anyMembers, out Addressee addressee)
    {
        addressee = default;
        if (recipient.IsAbsent) return GraphErrors.Get("param_required", "recipient");
        if (!recipient.TryObject("recipient", out var members, out var error)) return error;
        Span<Param> found = [default, default, default, default, default, default, default, default, default];
        if (Members.Collect(members, "recipient", Names, found) is { } unknown && !anyMembers) return unknown;

        var form = -1;
        for (var i = 0; i < Forms; i++)
        {
            if (found[i].IsAbsent) continue;
            if (form >= 0) return Unclear();
            form = i;
        }

        if (form < 0) return Unclear();
        if (form == PhoneNumber) return RefusePhone(found[PhoneNumber], found[Forms], in dialect);
        if (!found[Forms].IsAbsent && !anyMembers) return GraphErrors.Get("param_keys", "name", "recipient");
        return form == 0 ? ReadId(found[0], out addressee) : ReadNamed(form, found[form], out addressee);
    }

    // A number no person can have is nobody's: the kernel says that such a one is unknown.
    private static GraphError? ReadId(Param id, out Addressee addressee)
    {
        addressee = default;
        if (!id.TryText("recipient[id]", out var text, out _) || !Digits(text))
            return GraphErrors.Get("param_id", "recipient[id]");
        if (text[0] != '0' && Psid.TryParse(text, out var person)) addressee = new Addressee(Address.Person, person);
        return null;
    }

    private static GraphError? ReadNamed(int form, Param value, out Addressee addressee)
    {
        addressee = default;
        var error = Fields.Text(value, $"recipient[{Names[form]}]", MostNameCharacters, out var named);
        if (error is not null) return error;

        // Nobody opts in by a login here, so a login's id is a reference to nobody.
        addressee = new Addressee(Addresses[form], default, Names[form] is "login_id" ? null : named);
        return null;
    }

    // Matching people by their number was a closed beta: a page that is not in it is asked for its permission, then for
    // the fee. What stands in the recipient is looked at first.
    private static GraphError RefusePhone(Param number, Param name, in Dialect dialect)
    {
        const string path = "recipient[phone_number]";
        if (dialect.Channel is Channel.Instagram) return GraphErrors.Get("recipient_unknown", Channel.Instagram);
        if (Fields.Text(number, path, MostNameCharacters, out var text) is { } error) return error;
        if (!Make.IsPhone(text!)) return GraphErrors.Get("param_type", path, Make.Phone.Expected);
        if (!name.IsAbsent)
        {
            if (!name.TryObject("recipient[name]", out var parts, out error)) return error;
            Span<Param> found = [default, default];
            error = dialect.Collect(parts, "recipient[name]", ["first_name", "last_name"], found)
                ?? Fields.Text(found[0], "recipient[name][first_name]", MostNameCharacters, out _)
                ?? Fields.Text(found[1], "recipient[name][last_name]", MostNameCharacters, out _);
            if (error is not null) return error;
        }

        return GraphErrors.Get(dialect.Page is { MatchesPhones: true } ? "phone_fee_unpaid" : "phone_number_refused");
    }

    private static GraphError Unclear() => GraphErrors.Get("recipient_form", string.Join(", ", Names, 0, Forms));

    private static bool Digits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
