namespace Parley.Cli.Trust;

/// <summary>How clients are told to trust an authority, as lines to paste.</summary>
internal static class Ways
{
    /// <summary>One line for each kind of client.</summary>
    /// <param name="authority">The authority's certificate.</param>
    public static IReadOnlyList<string> Of(string authority)
    {
        var path = authority.Contains(' ', StringComparison.Ordinal) ? $"'{authority}'" : authority;
        return
        [
            $"export NODE_EXTRA_CA_CERTS={path}    # Node.js",
            $"export REQUESTS_CA_BUNDLE={path}     # Python: requests; SSL_CERT_FILE for others",
            $"export SSL_CERT_FILE={path}          # Ruby, .NET on Linux, Go, OpenSSL",
            $"php -d curl.cainfo={path} -d openssl.cafile={path} bot.php",
            $"keytool -importcert -noprompt -alias parley -file {path} -keystore parley.p12 -storepass changeit",
        ];
    }
}
