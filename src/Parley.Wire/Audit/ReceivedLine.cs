using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>A webhook body as it was read.</summary>
internal sealed class ReceivedLine
{
    /// <summary>Its events.</summary>
    public List<Heard> Events { get; } = [];

    /// <summary>What the platform said of the account's right to send.</summary>
    public List<(AuditedPage Page, Restriction Restriction)> Enforced { get; } = [];

    /// <summary>Forgets the body before.</summary>
    public void Clear()
    {
        Events.Clear();
        Enforced.Clear();
    }
}
