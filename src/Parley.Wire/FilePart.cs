namespace Parley.Wire;

/// <summary>A file in a multipart body.</summary>
/// <param name="Name">The part's name; the platform's own is <see cref="FileData"/>.</param>
/// <param name="FileName">Its file name, or null. It is the client's word and never a path of ours.</param>
/// <param name="ContentType">Its content type as declared, or null.</param>
/// <param name="Bytes">Its content, a slice of the request's body.</param>
public sealed record FilePart(string Name, string? FileName, string? ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What the part of a send's or an upload's file is called.</summary>
    public const string FileData = "filedata";
}
