using Parley.Policy;

namespace Parley.Cli.Audit;

/// <summary>An edition as it was asked for.</summary>
/// <param name="Name">Its name, or <c>auto</c>.</param>
/// <param name="Edition">The edition; null = at each instant what was in force then.</param>
internal sealed record JudgedBy(string Name, Edition? Edition);

/// <summary>What a report is about.</summary>
/// <param name="By">The edition judged by.</param>
/// <param name="Other">The edition compared with, or null.</param>
internal sealed record Headline(JudgedBy By, JudgedBy? Other);
