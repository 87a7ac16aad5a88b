using System.Collections.Immutable;
using NodaTime;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// What requests and world files say of a page alike. Absent members keep what is there, or take the default.
/// </summary>
internal abstract record PageDescription
{
    // In a change `null` forgets these, back to the default.
    private static readonly string[] Forgettable =
    [
        "country", "region", "edition", "mode", "npi", "otn", "rn", "eu_privacy", "subscription", "templates",
        "products", "contact_terms", "default_app",
    ];

    /// <summary>Decimal id; made up if absent.</summary>
    public long? Id { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Region within the country, as <c>CA</c>.</summary>
    public string? Region { get; init; }

    /// <summary>E-mail addresses of its admins.</summary>
    public ImmutableArray<string>? Admins { get; init; }

    /// <summary>The linked Instagram professional account.</summary>
    public InstagramInput? Instagram { get; init; }

    /// <summary>An edition's name or <c>auto</c>; the server's if absent.</summary>
    public string? Edition { get; init; }

    /// <summary><c>emulate</c> or <c>strict</c>; the server's if absent.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether it is registered as a news page; false if absent.</summary>
    public bool? Npi { get; init; }

    /// <summary>Whether it may ask for one-time notifications; false if absent.</summary>
    public bool? Otn { get; init; }

    /// <summary>Whether it used recurring notifications before they were closed to newcomers; true if absent.</summary>
    public bool? Rn { get; init; }

    /// <summary>Whether the European privacy limits hold for it wherever it is; false if absent.</summary>
    public bool? EuPrivacy { get; init; }

    /// <summary><c>approved</c> for subscription messages, the model before 2020-03-04.</summary>
    public string? Subscription { get; init; }

    /// <summary>Its utility templates; if absent nothing is known of them, and every one passes.</summary>
    public ImmutableArray<TemplateInput>? Templates { get; init; }

    /// <summary>
    /// Ids of the products in its catalogue; if absent nothing is known of them, and every one passes.
    /// </summary>
    public ImmutableArray<string>? Products { get; init; }

    /// <summary>The Page Contact Terms, without which no call to labels is answered.</summary>
    public ContactTermsInput? ContactTerms { get; init; }

    /// <summary>
    /// The app its idle threads belong to: one of its apps, or an inbox of the platform. Every app, if absent.
    /// </summary>
    public long? DefaultApp { get; init; }

    /// <summary>What a change forgets, by member.</summary>
    internal ImmutableArray<string> Forgotten { get; init; } = [];

    /// <summary>The page with everything named here changed, its Instagram account apart.</summary>
    /// <param name="page">As it was.</param>
    /// <param name="now">From when a restriction holds.</param>
    public virtual PageRecord Over(PageRecord page, Instant now) => page with
    {
        Name = Name ?? page.Name,
        Country = Pick("country", Country, page.Country),
        Region = Pick("region", Region, page.Region),
        Admins = Admins ?? page.Admins,
        Edition = Pick("edition", Edition, page.Edition),
        Mode = Pick("mode", Mode, page.Mode),
        Npi = Pick("npi", Npi, page.Npi) ?? false,
        Otn = Pick("otn", Otn, page.Otn) ?? false,
        Rn = Pick("rn", Rn, page.Rn),
        EuPrivacy = Pick("eu_privacy", EuPrivacy, page.EuPrivacy) ?? false,
        SubscriptionApproved = Pick<bool>("subscription", Subscription is null ? null : true, page.SubscriptionApproved)
            ?? false,
        Templates = Pick("templates", TemplateInput.ToRecords(Templates, page.Templates), page.Templates),
        Products = Pick("products", Products, page.Products),
        TermsEnforcedFrom = Pick("contact_terms", Milliseconds(ContactTerms?.EnforcedFrom), page.TermsEnforcedFrom),
        TermsAccepted = Pick("contact_terms", ContactTerms?.Accepted, page.TermsAccepted) ?? false,
        DefaultApp = Pick("default_app", DefaultApp, page.DefaultApp),
    };

    /// <summary>Reads the members all kinds of description share, but for the id.</summary>
    protected static PageDescription Read(Fields fields, PageDescription into)
    {
        var read = into with
        {
            Name = fields.Text("name", 200),
            Country = Places.ReadCountry(fields),
            Region = Places.ReadRegion(fields),
            Admins = fields.Texts("admins", 320),
            Instagram = fields.Object("instagram") is { } instagram ? InstagramInput.Read(instagram) : null,
            Edition = Editions.Read(fields),
            Mode = fields.Word("mode", "emulate", "strict"),
            Npi = fields.Flag("npi"),
            Otn = fields.Flag("otn"),
            Rn = fields.Flag("rn"),
            EuPrivacy = fields.Flag("eu_privacy"),
            Subscription = fields.Word("subscription", "approved"),
            Templates = fields.Items("templates", TemplateInput.Read),
            Products = fields.Texts("products", 30),
            ContactTerms = fields.Object("contact_terms") is { } terms ? ContactTermsInput.Read(terms) : null,
            DefaultApp = fields.Id("default_app"),
            Forgotten = [.. Forgettable.Where(fields.Clears)],
        };
        foreach (var admin in read.Admins ?? [])
        {
            if (!IsMailAddress(admin)) fields.Refuse("admins", $"`{Problem.Shorten(admin)}` is no e-mail address");
        }

        foreach (var product in read.Products ?? [])
        {
            if (!product.All(char.IsAsciiDigit)) fields.Refuse("products", $"`{Problem.Shorten(product)}` is no id");
        }

        TemplateInput.RefuseTwins(fields, read.Templates ?? []);
        return read;
    }

    /// <summary>Whether a text looks like an e-mail address.</summary>
    internal static bool IsMailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1
        && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));

    private T? Pick<T>(string member, T? given, T? known)
        where T : class
        => Forgotten.Contains(member) ? null : given ?? known;

    private T? Pick<T>(string member, T? given, T? known)
        where T : struct
        => Forgotten.Contains(member) ? null : given ?? known;

    private static long? Milliseconds(Instant? instant) => instant?.ToUnixTimeMilliseconds();
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
