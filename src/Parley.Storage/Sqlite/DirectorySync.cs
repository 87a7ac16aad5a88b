using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Forces a directory's entries to the disk, so that a renamed file keeps its name through a power cut.
/// </summary>
/// <remarks>.NET opens no directories, so this asks the C library. Windows writes its directories through.</remarks>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the entries are on the disk.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(Encoding.UTF8.GetBytes(directory + '\0'), ReadOnly);
        if (handle < 0) throw Refused(directory);
        try
        {
            if (Sync(handle) != 0) throw Refused(directory);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Refused(string directory) =>
        new($"{directory} cannot be forced to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
