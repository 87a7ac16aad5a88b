namespace Parley.Tidy.Tests;

internal static class Offenders
{
    /// <summary>Fails with every offender on a line of its own, not only the first few.</summary>
    public static void None(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
