using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>An ad as requests name it.</summary>
/// <param name="Id">A decimal id.</param>
/// <param name="Title">What it says, or null.</param>
/// <param name="Ref">What the advertiser put behind it, or null.</param>
internal sealed record Ad(string Id, string? Title, string? Ref)
{
    private const int MostTitle = 255;
    private const string Source = "ADS";

    /// <summary>Reads <c>{ad_id, title?}</c>, and <c>ref?</c> where the ad leads to the thread.</summary>
    public static Ad Read(Fields fields, bool withRef)
    {
        var ad = new Ad(
            $"{fields.NeedId("ad_id")}", fields.Text("title", MostTitle), withRef ? OpenLink.ReadRef(fields) : null);
        fields.RefuseTheRest();
        return ad;
    }

    /// <summary>How somebody who clicked it came here.</summary>
    public ReferralBody ToReferral() => new() { Ref = Ref, Source = Source, AdId = Id, AdTitle = Title };
}
