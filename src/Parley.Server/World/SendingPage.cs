using System.Text.Json;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Server.Profiles;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.World;

/// <summary>What a send is read by that only its page knows, looked up when it is asked for.</summary>
internal sealed class SendingPage(PageRecord page, AppRecord? app, ProfileBook profiles, GraphOptions options)
    : ISendingPage
{
    /// <inheritdoc/>
    public bool CutsTitles => options.CutTitles;

    /// <inheritdoc/>
    public bool MatchesPhones =>
        app?.Permissions is not { } granted || granted.Contains("pages_messaging_phone_number");

    /// <inheritdoc/>
    public bool Sells(string product) => page.Products is not { } products || products.Contains(product);

    /// <inheritdoc/>
    public bool Whitelists(Uri address)
    {
        var profile = profiles.Of(new PageId(page.Id), Channel.Messenger);
        return profile.Properties.TryGetValue("whitelisted_domains", out var domains)
            && domains.Value.EnumerateArray().Any(domain => IsOf(address, domain));
    }

    /// <inheritdoc/>
    public UtilityTemplate? Template(string name, string language)
    {
        foreach (var template in page.Templates ?? [])
        {
            if (template.Name != name || template.Language != language) continue;
            return template is { Status: "approved", Components: { } components }
                ? UtilityTemplate.Of(components, template.Named)
                : null;
        }

        return null;
    }

    private static bool IsOf(Uri address, JsonElement domain) =>
        Uri.TryCreate(domain.GetString(), UriKind.Absolute, out var known)
        && known.Scheme == address.Scheme
        && known.Port == address.Port
        && known.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Makes <see cref="SendingPage"/>s.</summary>
internal sealed class SendingPages(WorldDirectory world, ProfileBook profiles, ServerOptions options)
{
    /// <summary>A page as an app sends for it.</summary>
    public SendingPage Of(PageRecord page, AppRecord? app) => new(page, app, profiles, options.Graph);

    /// <summary>A page as an app sends for it, or any app; null where there is no such page.</summary>
    public SendingPage? Find(PageId page, long? app) =>
        world.Page(page) is { } known ? Of(known, app is { } sender ? world.App(sender) : null) : null;
}
