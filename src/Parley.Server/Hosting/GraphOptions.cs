namespace Parley.Server.Hosting;

/// <summary>How the Graph endpoints behave where the platform leaves a choice or a figure.</summary>
public sealed record GraphOptions
{
    /// <summary>
    /// Whether <c>POST /{instagram account}/messages</c> is accepted on the Facebook host too. The platform refuses it
    /// with code 3; off by default.
    /// </summary>
    public bool AcceptInstagramNode { get; init; }

    /// <summary>
    /// Whether titles of buttons and quick replies above 20 characters are cut instead of refused. The platform is said
    /// to have done both; off by default.
    /// </summary>
    public bool CutTitles { get; init; }

    /// <summary>Utility templates of one page, 1 to 10,000. Nothing public: our figure.</summary>
    public int TemplatesPerPage { get; init; } = 250;

    /// <summary>
    /// Calls of one app in a rolling hour that <c>x-app-usage</c> shows as 100 percent, at least 1. Only reported.
    /// </summary>
    public long AppCallsPerHour { get; init; } = 1_000_000;

    /// <summary>
    /// Calls of one app for one page in a rolling day that <c>x-business-use-case-usage</c> shows as 100 percent, at
    /// least 1. Only reported.
    /// </summary>
    public long PageCallsPerDay { get; init; } = 20_000_000;

    /// <summary>Custom labels of one page, 1 to 100,000. Nothing public: our figure.</summary>
    public int LabelsPerPage { get; init; } = 500;

    /// <summary>Personas of one page, 1 to 100,000. Nothing public: our figure.</summary>
    public int PersonasPerPage { get; init; } = 1000;

    /// <summary>Characters of a label's name, 1 to 1,000. Nothing public: our figure.</summary>
    public int LabelCharacters { get; init; } = 80;
}
