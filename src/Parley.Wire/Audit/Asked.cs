using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>A send of the log, ready to be judged.</summary>
/// <param name="Page">The page.</param>
/// <param name="Thread">The number of the thread, or -1 if the log knows none.</param>
/// <param name="Channel">The channel.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Facts">The page then.</param>
/// <param name="App">The app then, or null if none is known.</param>
/// <param name="Body">What was asked for.</param>
internal readonly record struct Send(
    AuditedPage Page,
    int Thread,
    Channel Channel,
    Moment At,
    Author Author,
    PageFacts Facts,
    AppFacts? App,
    SentBody Body)
{
    /// <summary>The paid lane it went by, or null.</summary>
    public string? Lane { get; init; }

    /// <summary>The campaign of a sponsored message, or null.</summary>
    public string? Campaign { get; init; }

    /// <summary>What the kernel is asked.</summary>
    /// <param name="line">Stands in for a campaign without a name: it is one of its own.</param>
    public SendRequest ToRequest(long line) => new(Channel, Body.Kind, Body.Type, Body.Tag, Author)
    {
        Address = Lane switch { "sponsored" => Address.Campaign, "marketing" => Address.Marketing, _ => Body.Address },
        Named = Lane is "sponsored"
            ? Campaign ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line:{line}")
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
internal readonly record struct Call(AuditedPage Page, Moment At, PageFacts Facts)
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
