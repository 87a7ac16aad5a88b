using System.Diagnostics.CodeAnalysis;

namespace Parley.Wire.Audit;

/// <summary>A line of the log cannot be read; the message names the member and what was expected.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught within the auditor, always with a message.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught within the auditor.")]
internal sealed class LogFault(string message) : Exception(message);
