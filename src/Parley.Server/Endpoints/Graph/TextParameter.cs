using System.Globalization;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Reads single parameters of calls that make something; the first that is wrong is told.</summary>
internal static class TextParameter
{
    /// <summary>Text that must be there.</summary>
    public static GraphError? Required(GraphParameters parameters, string name, int most, out string? text)
    {
        text = null;
        return parameters[name].IsAbsent
            ? GraphErrors.Get("param_required", name)
            : Optional(parameters, name, most, out text);
    }

    /// <summary>Text that may be there, of at most so many characters.</summary>
    public static GraphError? Optional(GraphParameters parameters, string name, int most, out string? text)
    {
        text = null;
        var value = parameters[name];
        if (value.IsAbsent) return null;
        if (!value.TryText(name, out text, out var error)) return error;
        return text.EnumerateRunes().Count() > most
            ? GraphErrors.Get("param_length", name, most.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>One of a few words, in the list's own spelling.</summary>
    public static GraphError? Word(
        GraphParameters parameters, string name, ReadOnlySpan<string> words, bool required, out string? word)
    {
        word = null;
        var value = parameters[name];
        if (value.IsAbsent) return required ? GraphErrors.Get("param_required", name) : null;
        return value.TryWord(name, words, out word, out var error) ? null : error;
    }
}
