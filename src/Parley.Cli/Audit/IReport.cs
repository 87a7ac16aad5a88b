using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>One way to print an audit.</summary>
internal interface IReport
{
    /// <summary>Whether every lane is to be explained for every send.</summary>
    bool Explains { get; }

    /// <summary>One more judgement.</summary>
    /// <param name="entry">The judgement.</param>
    /// <param name="other">What comes out under the edition compared with, if that differs; else null.</param>
    void Add(AuditEntry entry, AuditEntry? other);

    /// <summary>The log is at its end.</summary>
    /// <param name="tally">What it came to.</param>
    /// <param name="other">What it comes to under the edition compared with, or null.</param>
    void End(AuditTally tally, AuditTally? other);
}
