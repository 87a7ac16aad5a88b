using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Hosting;

namespace Parley.Server.Media;

/// <summary>What addresses on this server begin with: where nobody asked, and where somebody did.</summary>
internal sealed class Origins(IServiceProvider services, MediaOptions options)
{
    private string? own;

    /// <summary>For webhooks: the setting, or the first address the server listens on.</summary>
    public string Own => own ??= options.PublicUrl?.TrimEnd('/') ?? Listening();

    /// <summary>For an answer: as the request came, so that whoever reached us reaches us again.</summary>
    public string Of(HttpRequest request) =>
        options.PublicUrl?.TrimEnd('/')
        ?? (request.Host.HasValue ? $"{request.Scheme}://{request.Host}" : Own);

    // Known once the server has started: port 0 is a free one only then. Every interface is reached by this machine's
    // own name as well.
    private string Listening()
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses?.FirstOrDefault() is not { } first) return ServerOptions.DefaultUrl;
        var url = new UriBuilder(first.Replace("://+", "://0.0.0.0", StringComparison.Ordinal)
            .Replace("://*", "://0.0.0.0", StringComparison.Ordinal));
        if (url.Host is "0.0.0.0" or "[::]") url.Host = "localhost";
        return url.Uri.GetLeftPart(UriPartial.Authority);
    }
}
