namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Nothing of the policy's table is left out: every surface plays every story there is.</summary>
public sealed class CoverageTests
{
    private const int Rows = 131;

    [Fact]
    public void Every_row_of_the_table_is_told() => Assert.Equal(
        Enumerable.Range(1, Rows),
        Stories.All.Select(story => story.Told.Row).OfType<int>().Distinct().Order());

    [Fact]
    public void Every_send_of_a_row_says_what_must_come_of_it() => Assert.Empty(
        from story in Stories.All
        where story.Told.Row is not null
        from step in story.Told.Steps
        where (step.Send ?? step.Call) is not null
        where step.Expect?.Accept is null
            || (step.Expect.Accept is true && step.Send is not null && (step.Expect.Lane ?? "") == "")
        where step.Send?["sender_action"] is null
        select story.Name);
}
