using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using NodaTime;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>
/// Carries one delivery after the other, with buffers of its own; goes home when its outbox has nothing ready.
/// </summary>
internal sealed class Courier : IThreadPoolWorkItem, IDisposable
{
    private readonly AppOutbox outbox;
    private readonly DeliveryTools tools;
    private readonly ArrayBufferWriter<byte> body = new(1024);
    private readonly WebhookWriter writer;
    private CancellationTokenSource limit = new();
    private Uri? url;
    private BodySigner? signer;
    private volatile bool aborted;

    public Courier(AppOutbox outbox, DeliveryTools tools)
    {
        (this.outbox, this.tools) = (outbox, tools);
        writer = new WebhookWriter(tools.Options.ExtraEscapes ? MetaEncoder.WithExtras : MetaEncoder.Plain);
        Node = new LinkedListNode<Courier>(this);
    }

    /// <summary>Its place among those under way.</summary>
    public LinkedListNode<Courier> Node { get; }

    /// <summary>Whose head it carries; set by its outbox.</summary>
    public ThreadLine Line { get; private set; } = null!;

    /// <summary>What it carries.</summary>
    public Owed Owed { get; private set; } = null!;

    /// <summary>Whether it was called and has not asked for work yet; its crew keeps it.</summary>
    public bool Starting { get; set; }

    /// <summary>Whether the outbox gave its place to another because the receiver hangs.</summary>
    public bool Hanging { get; set; }

    /// <summary>When it set out, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Began { get; private set; }

    /// <summary>Takes a delivery.</summary>
    public void Begin(ThreadLine line) => (Line, Owed, Began) = (line, line.Head, Stopwatch.GetTimestamp());

    /// <summary>Breaks off what is under way: it stays owed.</summary>
    public void Abort()
    {
        aborted = true;
        Volatile.Read(ref limit).Cancel();
    }

    /// <inheritdoc/>
    public void Execute() => _ = Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        signer?.Dispose();
        limit.Dispose();
    }

    private async Task Run()
    {
        while (outbox.Take(this)) outbox.Done(this, await Deliver());
    }

    private async ValueTask<Outcome> Deliver()
    {
        var at = tools.Clock.GetCurrentInstant();
        try
        {
            var row = Owed.Content ?? tools.Find(Owed.Id);
            if (row is null) return Outcome.Lost(at, "the journal does not hold its row any more");
            if (tools.AddressOf(row, Owed.Id, everything: false) is not { } address) return Outcome.Unwanted(at);
            if (tools.Events.Envelope(row, Owed.Id.Part, Owed.Id.App, address.Page) is not { } envelope)
                return Outcome.Nothing(at);
            body.ResetWrittenCount();
            writer.Write(body, envelope);
            var result = await Post(address);
            if (result.Status is 200 && tools.Options.Chaos.Duplicates(Owed.Id)) await Post(address);
            return aborted && result.Status is null ? Outcome.Aborted(at) : Outcome.Answered(at, address.Field, result);
        }
        catch (Exception error) when (error is StoreException or ObjectDisposedException)
        {
            return Outcome.Aborted(at);
        }
        catch (Exception error)
        {
            // INVARIANT: a courier always comes back, else its thread would be stuck for ever.
            return Outcome.Lost(at, $"it cannot be delivered: {Poster.OneLine(error.Message)}");
        }
    }

    private async Task<DeliveryResult> Post(DeliveryAddress address)
    {
        if (url?.OriginalString != address.Url) url = new Uri(address.Url);
        if (signer?.Secret != address.Secret)
        {
            signer?.Dispose();
            signer = new BodySigner(address.Secret);
        }

        if (!limit.TryReset())
        {
            limit.Dispose();
            Volatile.Write(ref limit, new CancellationTokenSource());
        }

        limit.CancelAfter(tools.Options.Timeout);
        if (aborted) await limit.CancelAsync();
        return await tools.Poster.Post(url, signer, body.WrittenMemory, limit);
    }
}

/// <summary>What became of carrying a delivery.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Outcome(OutcomeKind Kind, Instant At, string Field, DeliveryResult Result)
{
    public static Outcome Answered(Instant at, string field, in DeliveryResult result) =>
        new(OutcomeKind.Answered, at, field, result);

    public static Outcome Nothing(Instant at) => new(OutcomeKind.Nothing, at, "", default);

    public static Outcome Aborted(Instant at) => new(OutcomeKind.Aborted, at, "", default);

    public static Outcome Unwanted(Instant at) => Lost(at, "the app does not hear this field of the page any more");

    public static Outcome Lost(Instant at, string why) =>
        new(OutcomeKind.Dropped, at, "", new DeliveryResult(null, why, default));
}

/// <summary>How carrying a delivery ended.</summary>
internal enum OutcomeKind : byte
{
    /// <summary>The receiver was asked; the result says what it did.</summary>
    Answered,

    /// <summary>The row turned out to owe nothing.</summary>
    Nothing,

    /// <summary>It cannot or need not be delivered; the result says why.</summary>
    Dropped,

    /// <summary>It was broken off on our side, as when the server stops: it stays owed.</summary>
    Aborted,
}
