using System.Collections.Immutable;
using System.Text.Json;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A page as requests describe it. Absent members keep what is there, or take the default.</summary>
internal sealed record PageInput
{
    /// <summary>Decimal id; made up if absent.</summary>
    public long? Id { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>E-mail addresses of its admins.</summary>
    public ImmutableArray<string>? Admins { get; init; }

    /// <summary>The linked Instagram professional account.</summary>
    public InstagramInput? Instagram { get; init; }

    /// <summary>Apps installed on it, by id or as <c>{id}</c>; every app there is if absent on a new page.</summary>
    public ImmutableArray<long>? Apps { get; init; }

    /// <summary>An edition's name or <c>auto</c>; <c>null</c> in a change: the server's again.</summary>
    public string? Edition { get; init; }

    /// <summary><c>emulate</c> or <c>strict</c>; <c>null</c> in a change: the server's again.</summary>
    public string? Mode { get; init; }

    /// <summary>What a change forgets, by member.</summary>
    internal ImmutableArray<string> Forgotten { get; init; } = [];

    /// <summary>Reads a new page.</summary>
    public static PageInput ReadNew(Fields fields)
    {
        fields.Require("name", "a string");
        return ReadKnown(fields) with { Id = fields.Id("id") };
    }

    /// <summary>Reads a new page whose apps are read elsewhere.</summary>
    public static PageInput ReadNewWithoutApps(Fields fields)
    {
        fields.Require("name", "a string");
        return ReadOwn(fields) with { Id = fields.Id("id") };
    }

    /// <summary>Reads what to change of a page.</summary>
    public static PageInput ReadKnown(Fields fields) => ReadOwn(fields) with { Apps = ReadApps(fields) };

    /// <summary>The page with everything named here changed, its Instagram account apart.</summary>
    public PageRecord Over(PageRecord page) => page with
    {
        Name = Name ?? page.Name,
        Country = Forgotten.Contains("country") ? null : Country ?? page.Country,
        Admins = Admins ?? page.Admins,
        Edition = Forgotten.Contains("edition") ? null : Edition ?? page.Edition,
        Mode = Forgotten.Contains("mode") ? null : Mode ?? page.Mode,
    };

    private static PageInput ReadOwn(Fields fields)
    {
        var input = new PageInput
        {
            Name = fields.Text("name", 200),
            Country = Places.ReadCountry(fields),
            Admins = fields.Texts("admins", 320),
            Instagram = fields.Object("instagram") is { } instagram ? InstagramInput.Read(instagram) : null,
            Edition = Editions.Read(fields),
            Mode = fields.Word("mode", "emulate", "strict"),
            Forgotten = [.. new[] { "country", "edition", "mode" }.Where(fields.Clears)],
        };
        foreach (var admin in input.Admins ?? [])
        {
            if (!IsMailAddress(admin)) fields.Refuse("admins", $"`{Problem.Shorten(admin)}` is no e-mail address");
        }

        fields.RefuseUnsupported(NotSupportedYet.OfPage);
        return input;
    }

    private static ImmutableArray<long>? ReadApps(Fields fields)
    {
        if (fields.Raw("apps") is not { } list) return null;
        if (list.ValueKind is not JsonValueKind.Array)
        {
            fields.Refuse("apps", "must be a list of app ids");
            return null;
        }

        var apps = ImmutableArray.CreateBuilder<long>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (ReadApp(fields, $"apps[{index}]", item) is { } app && !apps.Contains(app)) apps.Add(app);
        }

        return apps.ToImmutable();
    }

    private static long? ReadApp(Fields fields, string name, JsonElement item)
    {
        if (item.ValueKind is JsonValueKind.Object)
        {
            var entry = new Fields(item, fields.PathOf(name), fields.Faults);
            var id = entry.NeedId("id");
            entry.RefuseUnsupported(NotSupportedYet.OfInstall);
            entry.RefuseTheRest();
            return id > 0 ? id : null;
        }

        if (Fields.ReadId(item) is { } app) return app;
        fields.Refuse(name, "must be an app's id, or an object with one");
        return null;
    }

    private static bool IsMailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1
        && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}

/// <summary>A linked Instagram account as requests describe it.</summary>
/// <param name="Id">Decimal id; made up if absent.</param>
/// <param name="Username">Its name there.</param>
internal sealed record InstagramInput(long? Id, string Username)
{
    public static InstagramInput Read(Fields fields)
    {
        var input = new InstagramInput(fields.Id("id"), fields.NeedText("username", 30));
        if (!input.Username.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_'))
            fields.Refuse("username", "must consist of letters, digits, dots and underscores");
        fields.RefuseTheRest();
        return input;
    }
}
