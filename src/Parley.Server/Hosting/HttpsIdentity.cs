using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parley.Server.Hosting;

/// <summary>The certificate of a server with its private key, and the chain to show with it.</summary>
/// <param name="Leaf">The server's own, with its key.</param>
/// <param name="Chain">The authorities between it and a root.</param>
internal sealed record HttpsIdentity(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="OptionsException">A file cannot be read, or holds something else.</exception>
    public static HttpsIdentity Read(TlsOptions files)
    {
        var certificate = files.Certificate!;
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(certificate, files.Key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            chain.RemoveAt(0); // The first is the leaf itself.
            return new HttpsIdentity(leaf, chain);
        }
        catch (CryptographicException fault)
        {
            throw Fault($"does not hold a certificate and its private key in PEM form: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault($"cannot be read: {fault.Message}");
        }

        OptionsException Fault(string what) =>
            new([$"`tls.certificate` {certificate} (with `tls.key` {files.Key ?? "in the same file"}) {what}"]);
    }
}
