using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A page as requests describe it. Absent members keep what is there, or take the default.</summary>
internal sealed record PageInput : PageDescription
{
    // A change cannot forget these; a `null` that did nothing would look as if it could.
    private static readonly string[] Lasting = ["name", "admins", "instagram", "apps"];

    /// <summary>
    /// Apps installed on it, by id or as <c>{id, may_take_control?}</c>; every app there is if absent on a new page.
    /// </summary>
    public ImmutableArray<PageAppInput>? Apps { get; init; }

    /// <summary>
    /// What it may not do from now on, in place of what held for the same lane; <c>null</c> in a change lifts all.
    /// </summary>
    public RestrictionInput? Restriction { get; init; }

    /// <summary>Whether a change lifts every restriction.</summary>
    internal bool LiftsAll { get; init; }

    /// <summary>Reads a new page.</summary>
    public static PageInput ReadNew(Fields fields)
    {
        fields.Require("name", "a string");
        return ReadAny(fields) with { Id = fields.Id("id") };
    }

    /// <summary>Reads what to change of a page.</summary>
    public static PageInput ReadKnown(Fields fields)
    {
        foreach (var member in Lasting.Where(fields.Clears))
            fields.Refuse(member, "cannot be forgotten: leave it out, or give a value");
        return ReadAny(fields) with { LiftsAll = fields.Clears("restriction") };
    }

    /// <inheritdoc/>
    public override PageRecord Over(PageRecord page, Instant now)
    {
        var changed = base.Over(page, now);
        if (LiftsAll) return changed with { Restrictions = null };
        return Restriction is { } newer
            ? changed with { Restrictions = Standings.Restricted(changed.Restrictions, newer.ToRecord(now)) }
            : changed;
    }

    private static PageInput ReadAny(Fields fields) => (PageInput)Read(fields, new PageInput()) with
    {
        Apps = ReadApps(fields),
        Restriction = fields.Object("restriction") is { } restriction ? RestrictionInput.Read(restriction) : null,
    };

    private static ImmutableArray<PageAppInput>? ReadApps(Fields fields)
    {
        if (fields.Raw("apps") is not { } list) return null;
        if (list.ValueKind is not JsonValueKind.Array)
        {
            fields.Refuse("apps", "must be a list of app ids");
            return null;
        }

        var apps = ImmutableArray.CreateBuilder<PageAppInput>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (ReadApp(fields, $"apps[{index}]", item) is { } app && apps.All(one => one.Id != app.Id)) apps.Add(app);
        }

        return apps.ToImmutable();
    }

    private static PageAppInput? ReadApp(Fields fields, string name, JsonElement item)
    {
        if (item.ValueKind is JsonValueKind.Object)
        {
            var entry = new Fields(item, fields.PathOf(name), fields.Faults);
            var app = new PageAppInput(entry.NeedId("id"), entry.Flag("may_take_control"));
            entry.RefuseTheRest();
            return app.Id > 0 ? app : null;
        }

        if (Fields.ReadId(item) is { } id) return new PageAppInput(id, null);
        fields.Refuse(name, "must be an app's id, or an object with one");
        return null;
    }
}

/// <summary>An app on a page as requests describe it.</summary>
/// <param name="Id">The app.</param>
/// <param name="MayTakeControl">Whether it may take control of threads; as it is if absent, at first not.</param>
internal sealed record PageAppInput(long Id, bool? MayTakeControl);
