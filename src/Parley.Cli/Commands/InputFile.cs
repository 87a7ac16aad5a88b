using System.Text;

namespace Parley.Cli.Commands;

/// <summary>Files named on the command line; <c>-</c> is standard input.</summary>
internal static class InputFile
{
    /// <summary>All bytes of a file, or of standard input as UTF-8.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static async Task<byte[]> Read(string file, TextReader input, CancellationToken cancel)
    {
        try
        {
            return file == "-"
                ? Encoding.UTF8.GetBytes(await input.ReadToEndAsync(cancel))
                : await File.ReadAllBytesAsync(file, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CliException.Usage($"cannot read {file}: {fault.Message}");
        }
    }
}
