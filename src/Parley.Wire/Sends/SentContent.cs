using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>What a message carries, where a lane asks.</summary>
/// <param name="Form">The form.</param>
/// <param name="Title">The title of a notification request, the name of a utility template, else null.</param>
/// <param name="Payload">The payload of a one-time request, else null.</param>
/// <param name="SurveyDays">How many days a survey stays open; 0 for anything else.</param>
internal readonly record struct SentContent(
    Form Form, string? Title = null, string? Payload = null, int SurveyDays = 0);
