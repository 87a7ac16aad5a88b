using Parley.Storage;

namespace Parley.Server.World;

/// <summary>What Instagram calls people.</summary>
internal static class InstagramNames
{
    /// <summary>A person's user name, made from their name.</summary>
    public static string Of(PersonRecord person) => string.Concat(
        person.Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '.'));
}
