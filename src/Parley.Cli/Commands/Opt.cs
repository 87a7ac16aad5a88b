using System.CommandLine;
using Parley.Cli.Wordings;
using Parley.Wire;

namespace Parley.Cli.Commands;

/// <summary>Options as the verbs declare them.</summary>
internal static class Opt
{
    /// <summary>An option with a text, null if it is not given.</summary>
    public static Option<string?> Text(string name, string shape, string description) =>
        new(name) { HelpName = shape, Description = description };

    /// <summary>An option with a text and a value where it is not given.</summary>
    public static Option<string> Text(string name, string shape, string description, string usual) =>
        new(name) { HelpName = shape, Description = description, DefaultValueFactory = _ => usual };

    /// <summary>The language for people; that of the terminal where it is not given.</summary>
    public static Option<string> Language() => new Option<string>("--lang")
    {
        Description = "The language of sentences; else that of LC_ALL or LANG.",
        DefaultValueFactory = _ => Wording.Spoken(Environment.GetEnvironmentVariable),
    }.AcceptOnlyFromAmong([.. Sentences.Codes]);

    /// <summary>An option with one of a few words, null if it is not given.</summary>
    public static Option<string?> OneOf(string name, string description, params string[] words) =>
        new Option<string?>(name) { Description = description }.AcceptOnlyFromAmong(words);

    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
