namespace Parley.Server.Hosting;

/// <summary>What the https addresses of a server show to prove who they are.</summary>
public sealed record TlsOptions
{
    /// <summary>A PEM file with the certificate, and after it those of the authorities between, if any.</summary>
    public string? Certificate { get; init; }

    /// <summary>A PEM file with the private key; null = it stands in the certificate's file.</summary>
    public string? Key { get; init; }
}
