namespace Parley.Bench.Engines;

/// <summary>An engine that judges the same questions as the others.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Its name and version.</summary>
    string Name { get; }

    /// <summary>Whether each question is accepted.</summary>
    bool[] Answers();

    /// <summary>Judges all questions over and over for a while.</summary>
    /// <returns>Nanoseconds a decision.</returns>
    double Round();
}
