using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Parley.Cli.Trust;

/// <summary>The hosts a local authority may speak for: those of the platform, and this machine.</summary>
internal static class Names
{
    /// <summary>The DNS names.</summary>
    public static readonly IReadOnlyList<string> Hosts =
        ["graph.facebook.com", "graph-video.facebook.com", "graph.instagram.com", "localhost"];

    /// <summary>The addresses.</summary>
    public static readonly IReadOnlyList<IPAddress> Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    private const string ConstraintsOid = "2.5.29.30";
    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    /// <summary>All of them as the subject alternative names of a certificate.</summary>
    public static X509Extension Alternatives()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in Hosts) names.AddDnsName(host);
        foreach (var address in Addresses) names.AddIpAddress(address);
        return names.Build();
    }

    /// <summary>
    /// All of them as the only ones an authority may sign for: whoever steals its key can pretend to be no other site
    /// to those who trust it.
    /// </summary>
    /// <remarks>RFC 5280, section 4.2.1.10.</remarks>
    public static X509Extension Constraints()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            foreach (var host in Hosts)
            {
                using (writer.PushSequence()) writer.WriteCharacterString(UniversalTagNumber.IA5String, host, DnsName);
            }

            foreach (var address in Addresses)
            {
                // An address and a mask that leaves no bit open.
                var bytes = address.GetAddressBytes();
                byte[] exactly = [.. bytes, .. Enumerable.Repeat(byte.MaxValue, bytes.Length)];
                using (writer.PushSequence()) writer.WriteOctetString(exactly, Address);
            }
        }

        return new X509Extension(ConstraintsOid, writer.Encode(), critical: true);
    }
}
