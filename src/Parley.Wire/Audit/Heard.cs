using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>What kind of news an event is besides what the kernel makes of it.</summary>
internal enum News : byte
{
    /// <summary>Nothing besides.</summary>
    Plain = 0,

    /// <summary>An input that an automated bot owes an answer.</summary>
    Input = 1,

    /// <summary>A message of the page, sent from wherever: an answer.</summary>
    Echo = 2,

    /// <summary>A link that counts only on a thread that exists.</summary>
    LinkToThread = 3,

    /// <summary>The Get Started button.</summary>
    GetStarted = 4,
}

/// <summary>One event of a webhook body, read but not yet taken in: a body is taken whole or not at all.</summary>
/// <param name="Page">The page.</param>
/// <param name="Person">The person, or a negative number for one known by name only.</param>
/// <param name="Event">What the kernel hears.</param>
/// <param name="News">What else it is.</param>
/// <param name="Mid">The message id as a hash, or 0.</param>
internal readonly record struct Heard(AuditedPage Page, long Person, ThreadEvent Event, News News, ulong Mid);
