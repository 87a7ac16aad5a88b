namespace Parley.Policy.Lanes;

/// <summary>A persona speaks where personas are: in some regions they were switched off at times.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform changelog of 2020-12-16 and 2023-10-17.</remarks>
/// <param name="OffIn">Where there are none.</param>
public sealed record PersonaForm(RegionsOff OffIn) : Lane("persona_form", LaneRole.Guard)
{
    private static readonly Verdict Off = Verdict.Deny(Reason.RegionOff);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.AsPersona && OffIn.Includes(asked.Region) ? Off : Verdict.Pass;
}
