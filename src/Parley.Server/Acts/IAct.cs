using Parley.Policy;
using Parley.Storage;
using Parley.Wire.Media;

namespace Parley.Server.Acts;

/// <summary>One thing a person does, read from a request. It knows what to record, and when it cannot happen.</summary>
internal interface IAct
{
    /// <summary>Whether a person who blocks the page, or whom the page blocks, can still do it.</summary>
    bool PassesBlock => false;

    /// <summary>
    /// Whether it is a message or a tap, and so may be the first answer to what was sent to a checkbox's reference.
    /// </summary>
    bool Answers => false;

    /// <summary>What the person attaches, to be looked for at its address; null for nothing.</summary>
    MediaDemand? Brings => null;

    /// <summary>Says what happens in the thread, or why nothing can. Changes nothing.</summary>
    ActPlan Plan(ActScene scene);
}

/// <summary>What an act would do. Closed: it is possible, or it is not.</summary>
internal abstract record ActPlan
{
    private ActPlan()
    {
    }

    /// <summary>It can happen, unless the thread's state at that moment says otherwise.</summary>
    /// <param name="Kind">What the journal's row tells.</param>
    /// <param name="Body">UTF-8 JSON: the stored shape of the kind. The policy's view of it is read from it.</param>
    public sealed record Possible(EventKind Kind, byte[] Body) : ActPlan
    {
        /// <summary>
        /// Why the state forbids it, for a person; null if it does not. Asked by the thread's only writer.
        /// </summary>
        public Func<ThreadState, string?> Refusal { get; init; } = _ => null;

        /// <summary>The notification token the act gives, or null.</summary>
        public string? Token { get; init; }

        /// <summary>
        /// Under which number it happens, where that is not the person's own: a page in whose name they comment, or
        /// the reference of a checkbox.
        /// </summary>
        public ThreadKey? Elsewhere { get; init; }

        /// <summary>The reference a checkbox gives the page; the person's own thread is told as well.</summary>
        public string? UserRef { get; init; }
    }

    /// <summary>A broadcast of the page ends, unless somebody ended it meanwhile.</summary>
    /// <param name="Post">Its id.</param>
    public sealed record BroadcastEnds(string Post) : ActPlan;

    /// <summary>It cannot happen.</summary>
    /// <param name="Field">The request's field that makes it impossible.</param>
    /// <param name="Why">For a person.</param>
    public sealed record Impossible(string Field, string Why) : ActPlan;
}
