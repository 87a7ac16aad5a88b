using System.Collections.Immutable;
using Parley.Policy.Lanes;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>An app as requests describe it. Absent members keep what is there, or take the default.</summary>
internal record AppInput
{
    private const string AutomatedBot = "automated";

    /// <summary>The features an app can be granted.</summary>
    private static readonly string[] KnownFeatures = [HumanAgent.Feature];

    /// <summary>Decimal id; made up if absent.</summary>
    public long? Id { get; init; }

    /// <summary>For people.</summary>
    public string? Name { get; init; }

    /// <summary>Signs webhooks and proofs; made up if absent.</summary>
    public string? Secret { get; init; }

    /// <summary>What the handshake of a webhook sends.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Whether its messages are a bot's unless a send says otherwise; true if absent.</summary>
    public bool? Automated { get; init; }

    /// <summary>Approved features: <c>human_agent</c>.</summary>
    public ImmutableArray<string>? Features { get; init; }

    /// <summary>Granted permissions; all of them if absent.</summary>
    public ImmutableArray<string>? Permissions { get; init; }

    /// <summary>Whether calls without <c>appsecret_proof</c> are refused; false if absent.</summary>
    public bool? RequiresProof { get; init; }

    /// <summary>
    /// What it was declared as: <c>automated</c>, <c>hybrid</c> or <c>manual</c>. Where <c>automated</c> is absent,
    /// only the first is.
    /// </summary>
    public string? Bot { get; init; }

    /// <summary>
    /// Whether it gives people a way to a human, which Instagram asks of automated apps; true if absent.
    /// </summary>
    public bool? HumanRoute { get; init; }

    /// <summary>Reads a new app.</summary>
    public static AppInput ReadNew(Fields fields)
    {
        fields.Require("name", "a string");
        return ReadKnown(fields) with { Id = fields.Id("id") };
    }

    /// <summary>Reads what to change of an app.</summary>
    public static AppInput ReadKnown(Fields fields)
    {
        var input = new AppInput
        {
            Name = fields.Text("name", 200),
            Secret = fields.Text("secret", 200),
            VerifyToken = fields.Text("verify_token", 500),
            Automated = fields.Flag("automated"),
            Features = fields.Texts("features", 100),
            Permissions = fields.Texts("permissions", 100),
            RequiresProof = fields.Flag("requires_proof"),
            Bot = fields.Word("bot", AutomatedBot, "hybrid", "manual"),
            HumanRoute = fields.Flag("human_route"),
        };
        foreach (var feature in input.Features ?? [])
        {
            if (!KnownFeatures.Contains(feature))
            {
                fields.Refuse(
                    "features",
                    $"`{Problem.Shorten(feature)}` is no feature: there is {string.Join(", ", KnownFeatures)}");
            }
        }

        foreach (var permission in input.Permissions ?? [])
        {
            if (!permission.All(IsNameLetter))
            {
                fields.Refuse(
                    "permissions",
                    $"`{Problem.Shorten(permission)}` is no permission: expected a name such as pages_messaging");
            }
        }

        return input;
    }

    /// <summary>The app with everything named here changed.</summary>
    public AppRecord Over(AppRecord app) => app with
    {
        Name = Name ?? app.Name,
        Secret = Secret ?? app.Secret,
        VerifyToken = VerifyToken ?? app.VerifyToken,
        Automated = Automated ?? (Bot is null ? app.Automated : Bot is AutomatedBot),
        Features = Features ?? app.Features,
        Permissions = Permissions ?? app.Permissions,
        RequiresProof = RequiresProof ?? app.RequiresProof,
        Bot = Bot ?? app.Bot,
        HumanRoute = HumanRoute ?? app.HumanRoute,
    };

    private static bool IsNameLetter(char letter) =>
        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_';
}
