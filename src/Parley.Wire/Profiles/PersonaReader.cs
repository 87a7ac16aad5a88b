using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>Reads a persona as a page describes it.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Personas": any name, and a picture.</remarks>
public static class PersonaReader
{
    /// <summary>Reads <c>name</c> and <c>profile_picture_url</c>; both must be there.</summary>
    public static Parsed<PersonaAsked> Read(GraphParameters parameters)
    {
        string? picture = null;
        var error = Fields.Required(parameters["name"], "name", int.MaxValue, out var name)
            ?? Fields.RequiredUrl(parameters["profile_picture_url"], "profile_picture_url", out picture);
        return error is null
            ? new Parsed<PersonaAsked>.Ok(new PersonaAsked(name!, picture!))
            : new Parsed<PersonaAsked>.Bad(error);
    }
}

/// <summary>A persona as it is asked for.</summary>
/// <param name="Name">What people read.</param>
/// <param name="Picture">The address of its picture.</param>
public sealed record PersonaAsked(string Name, string Picture);
