namespace Parley.Policy.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void The_kernel_is_reachable() => Assert.False(Parley.Policy.ThreadState.Empty.Known);
}
