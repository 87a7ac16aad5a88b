using System.Buffers;
using NodaTime;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Shards;

/// <summary>
/// The door to all threads, wherever they live: in this process today, behind a cluster's grains later. Every answer
/// of <see cref="Send"/> and <see cref="Act"/> comes after the commit that holds its event.
/// </summary>
public interface IShards
{
    /// <summary>Judges a send and, if accepted, makes it happen.</summary>
    /// <exception cref="CommitFailedException">It did not reach the disk: it did not happen.</exception>
    ValueTask<SendResult> Send(ThreadKey thread, SendCommand command);

    /// <summary>Makes an act of a person happen, unless it cannot.</summary>
    /// <exception cref="CommitFailedException">It did not reach the disk: it did not happen.</exception>
    ValueTask<ActResult> Act(ThreadKey thread, ActCommand command);

    /// <summary>Judges an app's wish to have, give or keep a thread and, if granted, makes it happen.</summary>
    /// <exception cref="CommitFailedException">It did not reach the disk: it did not happen.</exception>
    ValueTask<ControlResult> Control(ThreadKey thread, ControlCommand command);

    /// <summary>A thread's state and newest row, or null if nothing ever happened in it.</summary>
    ValueTask<ThreadView?> Look(ThreadKey thread);

    /// <summary>The shard a thread belongs to.</summary>
    int ShardOf(ThreadKey thread);

    /// <summary>
    /// The earliest moment after <paramref name="after"/> that is the last open one of a window of any thread, or
    /// never.
    /// </summary>
    ValueTask<Moment> NextClosing(Moment after);

    /// <summary>
    /// Threads of a page by person's id above <paramref name="after"/>, ascending; waits until what it shows is on
    /// disk.
    /// </summary>
    ValueTask<IReadOnlyList<ThreadView>> List(PageId page, Psid after, int most);
}

/// <summary>A send on its way to its thread.</summary>
public sealed record SendCommand
{
    /// <summary>What the policy sees of it.</summary>
    public required SendRequest Request { get; init; }

    /// <summary>What the policy knows of page and app.</summary>
    public required Standing Standing { get; init; }

    /// <summary>What it is judged by.</summary>
    public required Edition Edition { get; init; }

    /// <summary>When it is asked.</summary>
    public required Instant At { get; init; }

    /// <summary>Writes the stored body, given the outcome.</summary>
    public required ISendBody Body { get; init; }

    /// <summary>What becomes of the thread once the message is accepted, or null if nothing.</summary>
    public ControlWish? Then { get; init; }
}

/// <summary>A wish about control on its way to its thread.</summary>
/// <param name="Wish">What is wished for.</param>
/// <param name="Standing">What the policy knows of page and app.</param>
/// <param name="Channel">The channel.</param>
/// <param name="At">When it is asked.</param>
/// <param name="Metadata">What the app tells the other one, or null.</param>
public sealed record ControlCommand(
    ControlWish Wish, Standing Standing, Channel Channel, Instant At, string? Metadata);

/// <summary>What became of a wish about control.</summary>
/// <param name="Verdict">The kernel's answer.</param>
/// <param name="Shard">The thread's shard.</param>
/// <param name="Seq">Its row, 0 if refused.</param>
public readonly record struct ControlResult(ControlVerdict Verdict, int Shard, long Seq);

/// <summary>What is kept of a send.</summary>
public interface ISendBody
{
    /// <summary>
    /// Writes UTF-8 JSON: the stored shape of the row's kind. Called once, under the shard's lock: be quick.
    /// </summary>
    void Write(IBufferWriter<byte> writer, in Outcome outcome);
}

/// <summary>What became of a send.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Shard">The thread's shard.</param>
/// <param name="Seq">Its row, 0 if refused without one.</param>
/// <param name="Decision">Every lane explained; only for a refusal.</param>
public readonly record struct SendResult(Outcome Outcome, int Shard, long Seq, Decision? Decision);

/// <summary>An act on its way to its thread.</summary>
public sealed record ActCommand
{
    /// <summary>What the row tells.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>
    /// UTF-8 JSON: the stored shape of the kind. What the policy sees is read from it, now as in a replay.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When, or null for now. Before the thread's last event is a refusal.</summary>
    public Instant? At { get; init; }

    /// <summary>
    /// Where the person is; where the thread does not know it yet, a row of its own tells it first. Null = not said.
    /// </summary>
    public Place? Place { get; init; }

    /// <summary>
    /// Why the act cannot happen in this state, for a person; null if it can. Called under the shard's lock: be quick.
    /// </summary>
    public Func<ThreadState, string?> Refusal { get; init; } = _ => null;
}

/// <summary>What became of an act.</summary>
/// <param name="Refusal">Why it could not happen, or null.</param>
/// <param name="Shard">The thread's shard.</param>
/// <param name="Seq">Its row.</param>
/// <param name="At">When it happened.</param>
public readonly record struct ActResult(string? Refusal, int Shard, long Seq, Instant At);

/// <summary>A thread as it stands.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Head">Its newest committed row.</param>
/// <param name="State">Its state.</param>
public sealed record ThreadView(ThreadKey Thread, int Shard, long Head, ThreadState State);
