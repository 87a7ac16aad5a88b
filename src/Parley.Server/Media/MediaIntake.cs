using System.Diagnostics;
using Parley.Policy;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Media;

namespace Parley.Server.Media;

/// <summary>Takes in the bytes a message names by URL or brings along, and judges what they are.</summary>
internal sealed class MediaIntake(MediaFetcher fetcher, IStore store)
{
    /// <summary>Takes in one thing; when it is there, its bytes are on the disk.</summary>
    /// <param name="medium">Which; named by URL or file.</param>
    /// <param name="channel">Where it is to be shown.</param>
    /// <param name="uploaded">Whether it is uploaded before it is sent.</param>
    /// <exception cref="CommitFailedException">The disk does not take it.</exception>
    public async Task<Taken> Take(MediaDemand medium, Channel channel, bool uploaded)
    {
        var most = MediaRules.MostBytesOf(medium.Kind, channel, byUrl: medium.Url is not null);
        if (medium.File is { } file) return await FromRequest(medium, file, most, channel, uploaded);
        var url = new Uri(medium.Url!);
        if (!fetcher.Wants(url, medium.Reusable || uploaded)) return new Taken.AsIs(medium.Url!);
        await using var writer = store.Blobs.Begin();
        return await fetcher.Fetch(url, medium.Kind, most, writer) switch
        {
            Fetched.Done done => await Judged(medium, writer, done.Declared, done.Name, channel, uploaded),
            Fetched.Offline => new Taken.AsIs(medium.Url!),
            Fetched.Bad bad => new Taken.Bad(bad.Error),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<Taken> FromRequest(
        MediaDemand medium, FilePart file, long most, Channel channel, bool uploaded)
    {
        if (file.Bytes.Length > most) return new Taken.Bad(GraphErrors.Get("attachment_too_large"));
        await using var writer = store.Blobs.Begin();
        await writer.Write(file.Bytes);
        return await Judged(medium, writer, file.ContentType, FileNames.Plain(file.FileName), channel, uploaded);
    }

    private static async Task<Taken> Judged(
        MediaDemand medium, BlobWriter writer, string? declared, string? name, Channel channel, bool uploaded)
    {
        if (writer.Length == 0) return new Taken.Bad(GraphErrors.Get("attachment_type", "The file is empty."));
        if (MediaRules.TypeOf(medium.Kind, declared, writer.Head) is not { } mime)
            return new Taken.Bad(GraphErrors.Get("attachment_type", Misfit(medium.Kind, declared, writer.Head)));
        if (!MediaRules.Takes(channel, medium.Kind, mime, uploaded))
            return new Taken.Bad(GraphErrors.Get("content_unsupported", channel));
        var size = medium.Kind is MediaKind.Image ? ImageSize.Of(writer.Head) : null;
        return new Taken.File(new MediaFile(await writer.Finish(), mime, writer.Length)
        {
            Name = name,
            Size = size,
        });
    }

    private static string Misfit(MediaKind kind, string? declared, ReadOnlySpan<byte> head)
    {
        var seen = FileType.Of(head)?.As(MediaKind.File) ?? "of a type nobody recognizes";
        return $"The file is sent as {kind.Word()}; it is declared as {declared ?? "nothing"}, its bytes are {seen}.";
    }
}

/// <summary>What became of a thing a message names. Closed.</summary>
internal abstract record Taken
{
    private Taken()
    {
    }

    /// <summary>Its bytes are here.</summary>
    /// <param name="Of">The file.</param>
    public sealed record File(MediaFile Of) : Taken;

    /// <summary>Its URL stands for it: by the settings, or because nothing can be fetched here.</summary>
    /// <param name="Url">The URL.</param>
    public sealed record AsIs(string Url) : Taken;

    /// <summary>It cannot be had, or is not what it should be.</summary>
    /// <param name="Error">In the platform's words.</param>
    public sealed record Bad(GraphError Error) : Taken;
}

/// <summary>A file that was taken in.</summary>
/// <param name="Hash">Where its bytes are.</param>
/// <param name="Mime">Its media type.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record MediaFile(string Hash, string Mime, long Length)
{
    /// <summary>A name for people, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Of a picture, where its first bytes tell.</summary>
    public ImageSize? Size { get; init; }
}
