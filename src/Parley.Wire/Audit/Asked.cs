using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>A send of the log, ready to be judged.</summary>
/// <param name="Line">The line.</param>
/// <param name="Thread">The number of the thread, or -1 if the log knows none.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Facts">The page then.</param>
/// <param name="App">The app then, or null if none is known.</param>
/// <param name="Body">What was asked for, read for the channel.</param>
internal readonly record struct Send(
    SentLine Line,
    int Thread,
    Channel Channel,
    Author Author,
    PageFacts Facts,
    AppFacts? App,
    SentBody Body)
{
    public AuditedPage Page => Line.Page;

    public Moment At => Line.At;

    /// <summary>What the kernel is asked.</summary>
    /// <param name="number">The line's number: a campaign without a name is one of its own.</param>
    public SendRequest ToRequest(long number) => new(Channel, Body.Kind, Body.Type, Body.Tag, Author)
    {
        Address = Line.Lane switch
        {
            "sponsored" => Address.Campaign,
            "marketing" => Address.Marketing,
            _ => Body.Address,
        },
        Named = Line.Lane is "sponsored"
            ? Line.Campaign ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line:{number}")
            : Body.Named,
        Form = Body.Content.Form,
        Title = Body.Content.Title,
        SurveyDays = Body.Content.SurveyDays,
    };
}

/// <summary>A call of the log that a rule asks for.</summary>
/// <param name="Page">The page.</param>
/// <param name="At">When.</param>
/// <param name="Facts">The page then.</param>
/// <param name="App">The app then, or null if none is known.</param>
internal readonly record struct Call(AuditedPage Page, Moment At, PageFacts Facts, AppFacts? App)
{
    /// <summary>Whether a path is one of the custom labels'.</summary>
    public static bool IsOnLabels(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var node = (query < 0 ? path : path[..query]).Trim('/');
        return node.Split('/').Contains("custom_labels", StringComparer.OrdinalIgnoreCase)
            || node.EndsWith("/label", StringComparison.OrdinalIgnoreCase)
            || (query >= 0 && path.AsSpan(query).Contains("page_label_name", StringComparison.OrdinalIgnoreCase));
    }
}
