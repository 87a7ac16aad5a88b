namespace Parley.Wire.Audit;

/// <summary>What a line of the log is about; its member's name in lower case.</summary>
internal enum LineKind : byte
{
    /// <summary>Nothing: it is blank, or cannot be read.</summary>
    None,

    /// <summary>A page.</summary>
    Page,

    /// <summary>An app.</summary>
    App,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A webhook body.</summary>
    Received,

    /// <summary>A send.</summary>
    Sent,

    /// <summary>What no webhook tells.</summary>
    Fact,

    /// <summary>Another call.</summary>
    Called,
}

/// <summary>One line as it was read, before anything is made of it. Used again for other lines.</summary>
internal sealed class LogLine
{
    /// <summary>What it is about.</summary>
    public LineKind Kind { get; set; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault { get; set; }

    /// <summary>What a page, app, person or fact line changes.</summary>
    public Action<LogState>? Change { get; set; }

    /// <summary>The events, if it was a webhook body.</summary>
    public ReceivedLine Received { get; } = new();

    /// <summary>The send, if it was one.</summary>
    public SentLine Sent { get; } = new();

    /// <summary>The call, if it was one.</summary>
    public CalledLine Called { get; set; }

    /// <summary>Forgets the line before; webhook bodies and sends clear themselves when they read.</summary>
    public void Clear() => (Kind, Fault, Change) = (LineKind.None, null, null);
}

/// <summary>A call of the log.</summary>
/// <param name="Page">The page.</param>
/// <param name="At">When.</param>
/// <param name="App">The app it names, or null.</param>
/// <param name="Path">Its path.</param>
internal readonly record struct CalledLine(AuditedPage Page, Policy.Moment At, string? App, string Path);
