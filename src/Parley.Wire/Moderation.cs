using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire;

/// <summary>What a page asks to be done about people, by a call of <c>moderate_conversations</c>.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Moderate conversations" (2025-03-31), Instagram platform
/// "Moderate conversations" (2025-10-21). That a ban and its end exclude each other as a block and its end do, and that
/// people named twice count once, is our reading.
/// </remarks>
/// <param name="People">Whom it is about, each once.</param>
/// <param name="Actions">What is done, in order: from <see cref="ActionsOf"/>.</param>
public sealed record Moderation(ImmutableArray<Psid> People, ImmutableArray<string> Actions)
{
    /// <summary>The most people of one call.</summary>
    public const int MostPeople = 10;

    /// <summary>The most actions of one call.</summary>
    public const int MostActions = 2;

    private const string PeopleParam = "user_ids";
    private const string ActionsParam = "actions";

    private static readonly string[] OnMessenger =
        ["BAN_USER", "BLOCK_USER", "MOVE_TO_SPAM", "UNBAN_USER", "UNBLOCK_USER"];

    private static readonly string[] OnInstagram = ["BLOCK_USER", "MOVE_TO_SPAM", "UNBLOCK_USER"];

    private static readonly string[] Id = ["id"];

    /// <summary>What can be done about a person of a channel.</summary>
    public static ReadOnlySpan<string> ActionsOf(Channel channel) =>
        channel is Channel.Instagram ? OnInstagram : OnMessenger;

    /// <summary>Whether an action takes a block back.</summary>
    public static bool Lifts(string action) => action.StartsWith("UN", StringComparison.Ordinal);

    /// <summary>Reads the parameters of a call. Whether the people exist is not said here.</summary>
    public static Parsed<Moderation> Read(GraphParameters parameters)
    {
        if (ReadPeople(parameters[PeopleParam], out var people) is { } wrong) return new Parsed<Moderation>.Bad(wrong);
        return ReadActions(parameters, out var actions) is { } fault
            ? new Parsed<Moderation>.Bad(fault)
            : new Parsed<Moderation>.Ok(new Moderation(people, actions));
    }

    /// <summary>What is wrong with the actions for a person of a channel, or null.</summary>
    public GraphError? Unfit(Channel channel)
    {
        foreach (var action in Actions)
        {
            if (!ActionsOf(channel).Contains(action)) return NoSuchAction(channel);
        }

        return null;
    }

    private static GraphError? ReadPeople(Param asked, out ImmutableArray<Psid> people)
    {
        people = [];
        if (asked.IsAbsent) return GraphErrors.Get("param_required", PeopleParam);
        if (!asked.TryArray(PeopleParam, out var list, out var error)) return error;
        if (list.GetArrayLength() is 0 or > MostPeople) return WrongCount(PeopleParam, MostPeople);
        var found = new List<Psid>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (ReadPerson(item, $"{PeopleParam}[{found.Count}]", out var person) is { } wrong) return wrong;
            found.Add(person);
        }

        people = [.. found.Distinct()];
        return null;
    }

    private static GraphError? ReadPerson(JsonElement item, string path, out Psid person)
    {
        person = default;
        if (!new Param(item).TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default];
        if (Members.Collect(members, path, Id, found) is { } unknown) return unknown;
        if (found[0].IsAbsent) return GraphErrors.Get("param_required", $"{path}[id]");
        return found[0].TryText($"{path}[id]", out var text, out _) && Psid.TryParse(text, out person)
            ? null
            : GraphErrors.Get("param_id", $"{path}[id]");
    }

    private static GraphError? ReadActions(GraphParameters parameters, out ImmutableArray<string> actions)
    {
        actions = [];
        if (parameters[ActionsParam].IsAbsent) return GraphErrors.Get("param_required", ActionsParam);
        if (parameters.List(ActionsParam, out var error) is not { } asked) return error;
        if (asked.Count is 0 or > MostActions) return WrongCount(ActionsParam, MostActions);
        foreach (var one in asked)
        {
            var action = Array.Find(OnMessenger, known => known.Equals(one, StringComparison.OrdinalIgnoreCase));
            if (action is null) return NoSuchAction(Channel.Messenger);
            if (!actions.Contains(action)) actions = actions.Add(action);
        }

        foreach (var lifted in actions.Where(Lifts))
        {
            var action = lifted[2..];
            if (actions.Contains(action)) return GraphErrors.Get("actions_contrary", action, lifted);
        }

        return null;
    }

    private static GraphError NoSuchAction(Channel channel) =>
        GraphErrors.Get("param_enum", channel, ActionsParam, string.Join(", ", ActionsOf(channel).ToArray()));

    private static GraphError WrongCount(string param, int most) =>
        GraphErrors.Get("param_count", param, "1", most.ToString(CultureInfo.InvariantCulture));
}
