namespace Parley.Storage;

/// <summary>The stored shape of <see cref="EventKind.Edited"/>.</summary>
/// <param name="Mid">The message.</param>
/// <param name="Text">What it says now.</param>
/// <param name="Number">The how manieth edit it is, from 1.</param>
public sealed record EditBody(string Mid, string Text, int Number);

/// <summary>The stored shape of <see cref="EventKind.Unsent"/>.</summary>
/// <param name="Mid">The message.</param>
public sealed record UnsentBody(string Mid);

/// <summary>
/// The stored shape of <see cref="EventKind.AccountLinkOpened"/> (the message), <see cref="EventKind.AccountLinked"/>
/// (all of it) and <see cref="EventKind.AccountUnlinked"/> (nothing).
/// </summary>
public sealed record AccountLinkBody
{
    /// <summary>The message whose log-in button was tapped.</summary>
    public string? Mid { get; init; }

    /// <summary>The row of that tap.</summary>
    public long? Opened { get; init; }

    /// <summary>What the business calls the person's account.</summary>
    public string? Code { get; init; }
}
