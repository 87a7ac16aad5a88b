using System.Globalization;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Nothing of the policy's table is left out, and what a surface cannot play is told.</summary>
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

    [Theory]
    [InlineData(Stories.Kernel)]
    [InlineData(Stories.Audit)]
    public void The_kernel_and_an_audit_play_every_story(string surface) =>
        Assert.Empty(Stories.All.Where(story => !story.RunsOn(surface)).Select(story => story.Name));

    [Fact]
    public void Only_known_surfaces_are_excepted_and_each_with_a_reason() => Assert.Empty(
        from story in Stories.All
        from exception in story.Told.Except
        where !Stories.Surfaces.Contains(exception.Key) || exception.Value.Length < 20
        select story.Name);

    /// <summary>Whoever makes one of these playable takes it out here and in the file; none is added without a word.
    /// </summary>
    [Fact]
    public void What_the_platform_cannot_play_over_HTTP_is_this_and_no_more() => Assert.Equal(
        [
            "96 Before 2025 there is none",
            "96 Elsewhere it may come once a day",
            "96 Paid marketing does not reach Europe",
        ],
        Stories.All.Where(story => !story.RunsOn(Stories.Http))
            .OrderBy(story => story.Told.Row ?? 0)
            .ThenBy(story => story.Told.Name, StringComparer.Ordinal)
            .Select(story => $"{story.Told.Row?.ToString(CultureInfo.InvariantCulture) ?? "-"} {story.Told.Name}"));

    [Fact]
    public void Over_HTTP_all_rows_are_told_but_these()
    {
        var told = Stories.All.Where(story => story.RunsOn(Stories.Http)).Select(story => story.Told.Row).ToHashSet();
        Assert.Equal([96], Enumerable.Range(1, Rows).Where(row => !told.Contains(row)));
    }
}
