using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire;

/// <summary>A call about who has a thread, read and checked; whether it is granted is the kernel's matter.</summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API reference, Page "pass_thread_control" and its neighbours; Messenger
/// Platform "Conversation Routing".
/// </remarks>
/// <param name="Person">Whose thread; default = a number nobody can have.</param>
/// <param name="Wish">What is wished for.</param>
/// <param name="Metadata">What the app tells the other one, or null.</param>
public sealed record ThreadControlCall(Psid Person, ControlWish Wish, string? Metadata)
{
    /// <summary>The most characters of <c>metadata</c>.</summary>
    public const int MostMetadata = 1000;

    private static readonly long LongestSeconds = (long)Routing.LongestHold.TotalSeconds;
    private static readonly string[] Kinds = ["pass", "release"];

    /// <summary>Reads the parameters of one of the edges.</summary>
    /// <param name="parameters">The call's parameters.</param>
    /// <param name="act">What the edge does.</param>
    public static Parsed<ThreadControlCall> Read(GraphParameters parameters, ControlAct act)
    {
        var (target, seconds, metadata) = (0L, 0L, default(string));
        var error = RecipientReader.Read(parameters["recipient"], default, anyMembers: false, out var recipient)
            ?? (recipient.Address is Address.Person ? null : GraphErrors.Get("param_required", "recipient[id]"))
            ?? (act is ControlAct.Pass ? ReadApp(parameters["target_app_id"], "target_app_id", out target) : null)
            ?? (act is ControlAct.Extend ? ReadSeconds(parameters["duration"], out seconds) : null)
            ?? (act is ControlAct.Pass or ControlAct.Take or ControlAct.Request
                ? Fields.Text(parameters["metadata"], "metadata", MostMetadata, out metadata)
                : null);
        if (error is not null) return new Parsed<ThreadControlCall>.Bad(error);
        var wish = new ControlWish(act) { Target = target, Length = Duration.FromSeconds(seconds) };
        return new Parsed<ThreadControlCall>.Ok(new ThreadControlCall(recipient.Person, wish, metadata));
    }

    /// <summary>Reads the recipient of a question, by id alone or as in a send.</summary>
    public static Parsed<Psid> ReadPerson(GraphParameters parameters)
    {
        var asked = parameters["recipient"];
        if (asked.IsAbsent) return new Parsed<Psid>.Bad(GraphErrors.Get("param_required", "recipient"));
        if (asked.TryText("recipient", out var text, out _) && !text.StartsWith('{'))
        {
            return Psid.TryParse(text, out var person)
                ? new Parsed<Psid>.Ok(person)
                : new Parsed<Psid>.Bad(GraphErrors.Get("param_id", "recipient"));
        }

        return RecipientReader.Read(asked, default, anyMembers: false, out var recipient) is { } error
            ? new Parsed<Psid>.Bad(error)
            : new Parsed<Psid>.Ok(recipient.Person);
    }

    /// <summary>Reads <c>thread_control</c> of a send; null where it says nothing.</summary>
    internal static GraphError? ReadOfSend(Param asked, out ControlWish? wish)
    {
        wish = null;
        if (asked.IsAbsent) return null;
        if (!asked.TryObject("thread_control", out var members, out var error)) return error;
        Span<Param> found = [default, default];
        error = Members.Collect(members, "thread_control", ["control_type", "app_id"], found);
        if (error is not null || (found[0].IsAbsent && found[1].IsAbsent)) return error;
        if (found[0].IsAbsent) return GraphErrors.Get("param_required", "thread_control[control_type]");
        if (!found[0].TryWord("thread_control[control_type]", Kinds, out var kind, out error)) return error;
        var target = 0L;
        error = ReadApp(found[1], "thread_control[app_id]", out target);
        wish = kind == Kinds[0]
            ? new ControlWish(ControlAct.Pass) { Target = target }
            : new ControlWish(ControlAct.Release);
        return error;
    }

    private static GraphError? ReadApp(Param asked, string path, out long app)
    {
        app = 0;
        if (asked.IsAbsent) return null;
        return asked.TryText(path, out var text, out _)
            && text.Length <= 18
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out app)
            && app > 0
            ? null
            : GraphErrors.Get("param_id", path);
    }

    private static GraphError? ReadSeconds(Param asked, out long seconds)
    {
        seconds = 0;
        if (asked.IsAbsent) return GraphErrors.Get("param_required", "duration");
        if (asked.TryInteger("duration", out seconds, out _) && seconds >= 1 && seconds <= LongestSeconds) return null;
        var expected = string.Create(CultureInfo.InvariantCulture, $"an integer from 1 to {LongestSeconds}");
        return GraphErrors.Get("param_type", "duration", expected);
    }
}
