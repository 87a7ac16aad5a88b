namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Every story through the policy's library alone: no server, no review of words.</summary>
public sealed class KernelTests
{
    public static TheoryData<string> Names => Stories.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_kernel_says_what_a_story_tells(string name) =>
        Assert.Empty(KernelPlayer.Play(Stories.Named(name)));
}
