namespace Parley.Wire;

/// <summary>How the policy names a utility template: what a page's approved ones and a send have in common.</summary>
public static class UtilityTemplates
{
    /// <summary>The language of a template that names none.</summary>
    public const string UsualLanguage = "en";

    /// <summary>A template's name as the kernel compares it: the name and the language, as <c>receipt/en</c>.</summary>
    public static string NameOf(string name, string? language) => $"{name}/{language ?? UsualLanguage}";
}
