using System.Runtime.CompilerServices;
using System.Text;

namespace Parley.Wire.Tests;

/// <summary>
/// Wire bytes kept as files: a difference is a decision about compatibility. Run the tests with
/// <c>PARLEY_WRITE_GOLDEN=1</c> to write what they now see, and read the diff.
/// </summary>
internal static class Golden
{
    public static readonly bool Writing = Environment.GetEnvironmentVariable("PARLEY_WRITE_GOLDEN") == "1";

    /// <summary>The bytes are those of the file, but for its last line feed.</summary>
    public static void Check(string name, ReadOnlySpan<byte> seen)
    {
        var text = Encoding.UTF8.GetString(seen);
        if (Writing) File.WriteAllText(Path.Combine(SourceFolder(), "golden", name), text + "\n");
        else Assert.Equal(Read(name), text);
    }

    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name)).TrimEnd('\n');

    /// <summary>A file of the repository, from its root.</summary>
    public static string InRepository(string path) => Path.Combine(SourceFolder(), "..", "..", path);

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
