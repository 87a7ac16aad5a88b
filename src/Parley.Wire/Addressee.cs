using Parley.Policy;

namespace Parley.Wire;

/// <summary>Whom a send names, and by what. Whether anybody is behind it is not said here.</summary>
/// <param name="Address">By what the recipient is named.</param>
/// <param name="Person">
/// The person named by id; nobody's id if they are named otherwise, or by an id that no person can have.
/// </param>
/// <param name="Named">
/// The token, comment, post or <c>user_ref</c>; null for a person, and for a reference that cannot name anybody.
/// </param>
public readonly record struct Addressee(Address Address, Psid Person, string? Named = null);
