namespace Parley.Wire;

/// <summary>What a send is read by that only its page knows.</summary>
public interface ISendingPage
{
    /// <summary>Whether titles of buttons and quick replies that are too long are cut instead of refused.</summary>
    bool CutsTitles { get; }

    /// <summary>Whether the app may name people by their phone number.</summary>
    bool MatchesPhones { get; }

    /// <summary>Whether a product stands in the page's catalogue; of a page without one, every product does.</summary>
    bool Sells(string product);

    /// <summary>Whether the page lists the address's domain as one that may use the Messenger Extensions.</summary>
    bool Whitelists(Uri address);

    /// <summary>An approved utility template of the page, where it is known what it consists of; else null.</summary>
    UtilityTemplate? Template(string name, string language);
}
