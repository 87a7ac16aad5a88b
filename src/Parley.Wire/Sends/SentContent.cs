using System.Collections.Immutable;
using Parley.Policy;
using Parley.Wire.Media;

namespace Parley.Wire.Sends;

/// <summary>What a message carries, where somebody asks.</summary>
/// <param name="Form">The form.</param>
/// <param name="Title">The title of a notification request, the name of a utility template, else null.</param>
/// <param name="Payload">The payload of a one-time request, else null.</param>
/// <param name="SurveyDays">How many days a survey stays open; 0 for anything else.</param>
internal readonly record struct SentContent(
    Form Form, string? Title = null, string? Payload = null, int SurveyDays = 0)
{
    /// <summary>What has bytes, in the order of the message; default if nothing has.</summary>
    public ImmutableArray<MediaDemand> Media { get; init; }

    /// <summary>The medium of the account that is shared (Instagram), else null.</summary>
    public string? Shared { get; init; }

    /// <summary>The order number of a receipt, else null.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The same with one more thing that has bytes.</summary>
    public SentContent With(MediaDemand medium) =>
        this with { Media = Media.IsDefault ? [medium] : Media.Add(medium) };
}
