using NodaTime;

namespace Parley.Wire.Sends;

/// <summary>A template that carries content and is no lane of its own.</summary>
/// <param name="Name">Its <c>template_type</c>.</param>
/// <param name="Shape">What else its payload has.</param>
/// <param name="Source">The page that describes it.</param>
internal sealed record TemplateKind(string Name, Shape Shape, string Source)
{
    /// <summary>Whether Instagram has it.</summary>
    public bool OnInstagram { get; init; }

    /// <summary>The first day on which there was one, or null.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>The first version that no longer has it, or null.</summary>
    public ApiVersion? EndedWith { get; init; }

    /// <summary>The first version that has it, or null.</summary>
    public ApiVersion? BeganWith { get; init; }
}
