using System.Collections.Immutable;
using System.Text.Json;

namespace Parley.Storage;

/// <summary>The stored shape of <see cref="DocumentKind.Profile"/>: what a page set on one platform.</summary>
public sealed record ProfileBody
{
    /// <summary>The properties by name.</summary>
    public ImmutableSortedDictionary<string, OwnedValue> Properties { get; init; } =
        ImmutableSortedDictionary.Create<string, OwnedValue>(StringComparer.Ordinal);
}

/// <summary>Something an app set: only that app hears the payloads in it.</summary>
/// <param name="App">The app.</param>
/// <param name="Value">What was set, as the wire spells it.</param>
public sealed record OwnedValue(long App, JsonElement Value);

/// <summary>The stored shape of <see cref="DocumentKind.PersonSettings"/>.</summary>
/// <param name="Menu">The menu this person has instead of the page's.</param>
public sealed record PersonSettingsBody(OwnedValue Menu);

/// <summary>
/// The stored shape of <see cref="DocumentKind.Persona"/> and <see cref="DocumentKind.FormerPersona"/>.
/// </summary>
/// <param name="Name">What people read.</param>
/// <param name="Picture">The address of its picture.</param>
public sealed record PersonaBody(string Name, string Picture);
