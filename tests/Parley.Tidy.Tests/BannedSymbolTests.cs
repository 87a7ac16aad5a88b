namespace Parley.Tidy.Tests;

/// <summary>What may not be called is written down, said why, and wired into the build.</summary>
public sealed class BannedSymbolTests
{
    [Fact]
    public void The_shells_list_reaches_every_project_and_the_kernels_the_kernel()
    {
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers",
            Repository.Attributes("Directory.Build.props", "PackageReference", "Include"));
        Assert.Contains(
            Repository.Attributes("Directory.Build.props", "AdditionalFiles", "Include"),
            EndsWith("BannedSymbols.Shell.txt"));
        Assert.Contains(
            Repository.Attributes("src/Parley.Policy/Parley.Policy.csproj", "AdditionalFiles", "Include"),
            EndsWith("BannedSymbols.Kernel.txt"));
        Assert.All(Repository.Ending("/Directory.Build.props"), file =>
            Assert.Contains("GetPathOfFileAbove", Repository.Read(file)));
    }

    [Theory]
    [InlineData("eng/BannedSymbols.Kernel.txt", "T:System.DateTime", "T:System.Random", "T:NodaTime.IClock", "T:System.Threading.Tasks.Task")]
    [InlineData("eng/BannedSymbols.Shell.txt", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "P:System.DateTime.Now")]
    public void Every_banned_symbol_says_what_to_use_instead(string list, params string[] among)
    {
        var entries = Repository.Lines(list).Select(line => line.Split(';')).ToList();
        Assert.All(entries, entry => Assert.True(entry is [_, { Length: > 0 }], string.Join(';', entry)));
        Assert.Superset(among.ToHashSet(), entries.Select(entry => entry[0]).ToHashSet());
    }

    [Fact]
    public void A_warning_is_an_error_and_nothing_is_nullable_by_accident()
    {
        var settings = Repository.Read("Directory.Build.props");
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", settings);
        Assert.Contains("<Nullable>enable</Nullable>", settings);
        Assert.Contains("<EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>", settings);
    }

    private static Predicate<string> EndsWith(string name) => path => path.EndsWith(name, StringComparison.Ordinal);
}
