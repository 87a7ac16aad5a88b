using System.Collections.Immutable;

namespace Parley.Wire;

/// <summary>The statuses of utility templates; only an approved one may be sent.</summary>
/// <remarks>
/// Source: the platform's own description of its API for the business SDKs, MessengerBusinessTemplate.
/// </remarks>
public static class UtilityStatuses
{
    /// <summary>All of them, as the platform spells them; the approved one first.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "APPROVED", "ARCHIVED", "DELETED", "DISABLED", "IN_APPEAL", "LIMIT_EXCEEDED", "PAUSED", "PENDING",
        "PENDING_DELETION", "REJECTED",
    ];
}
