using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parley.Server.Hosting;

namespace Parley.Cli.Trust;

/// <summary>
/// Where a local authority and its server certificate live: four PEM files, the two keys readable by their owner only.
/// </summary>
/// <param name="folder">The directory.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class TrustFolder(string folder, TimeProvider time)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PublicFile = OwnerFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode PublicFolder = PublicFile
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>The one of this user, made by whoever needs it first.</summary>
    public static string Usual => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "parley",
        "trust");

    /// <summary>The authority's certificate: what clients must be told to trust.</summary>
    public string Root => Path.Combine(folder, "authority.pem");

    private string RootKey => Path.Combine(folder, "authority.key");

    private string Leaf => Path.Combine(folder, "server.pem");

    private string LeafKey => Path.Combine(folder, "server.key");

    /// <summary>What a server needs of it.</summary>
    public TlsOptions Server => new() { Certificate = Leaf, Key = LeafKey };

    /// <summary>Makes what is missing or about to expire.</summary>
    /// <param name="anew">Whether to begin with a new authority, which clients must trust again.</param>
    /// <exception cref="CliException">The directory cannot be used.</exception>
    public Made Ensure(bool anew = false)
    {
        try
        {
            var now = time.GetUtcNow();
            using var known = anew ? null : Read(Root, RootKey);
            using var authority = known is not null && Lasts(known, now) ? known : Authority.Create(now);
            var isNew = !ReferenceEquals(authority, known);
            if (isNew) Keep(authority, Root, RootKey);
            using var server = isNew ? null : Read(Leaf, LeafKey);
            if (server is not null && Lasts(server, now) && SignedBy(server, authority)) return Made.Nothing;
            using var leaf = Authority.Sign(authority, now);
            Keep(leaf, Leaf, LeafKey);
            return isNew ? Made.Authority : Made.Certificate;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliException.Missing($"cannot keep certificates in {folder}: {fault.Message}");
        }
    }

    private static X509Certificate2? Read(string certificate, string key)
    {
        if (!File.Exists(certificate) || !File.Exists(key)) return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (CryptographicException)
        {
            return null; // A damaged pair is made anew.
        }
    }

    private static bool Lasts(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now && certificate.NotAfter.ToUniversalTime() > now + Soon;

    private static bool SignedBy(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    private void Keep(X509Certificate2 certificate, string file, string keyFile)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, PublicFolder);
        using var key = certificate.GetECDsaPrivateKey()!;
        Write(keyFile, key.ExportPkcs8PrivateKeyPem(), OwnerFile);
        Write(file, certificate.ExportCertificatePem(), PublicFile);
    }

    // Written aside and moved, so that nobody ever reads half a file.
    private static void Write(string file, string pem, UnixFileMode mode)
    {
        var aside = file + ".new";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var stream = new StreamWriter(aside, options)) stream.WriteLine(pem);
        File.Move(aside, file, overwrite: true);
    }

    /// <summary>What had to be made.</summary>
    internal enum Made
    {
        /// <summary>All was there.</summary>
        Nothing,

        /// <summary>A certificate; clients that trust the authority notice nothing.</summary>
        Certificate,

        /// <summary>An authority, which clients must be told to trust, and a certificate.</summary>
        Authority,
    }
}
