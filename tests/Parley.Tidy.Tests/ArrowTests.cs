namespace Parley.Tidy.Tests;

/// <summary>Who may know whom: project references are the arrows of the architecture, and they point one way.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Parley.Policy")]
    [InlineData("Parley.Wire", "Parley.Policy")]
    [InlineData("Parley.Storage", "Parley.Policy")]
    [InlineData("Parley.Server", "Parley.Storage", "Parley.Wire")]
    [InlineData("Parley.Cli", "Parley.Server")]
    public void A_project_refers_to_exactly_these(string project, params string[] referred) => Assert.Equal(
        referred,
        Repository.Attributes(FileOf(project), "ProjectReference", "Include")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    [Fact]
    public void Every_source_project_has_its_arrows_checked_above()
    {
        string[] known = ["Parley.Cli", "Parley.Policy", "Parley.Server", "Parley.Storage", "Parley.Wire"];
        Assert.Equal(known, Projects.Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order());
    }

    [Fact]
    public void The_kernel_has_no_package_but_NodaTime() =>
        Assert.Equal(["NodaTime"], Repository.Attributes(FileOf("Parley.Policy"), "PackageReference", "Include"));

    [Fact]
    public void The_wire_has_no_package_of_its_own() =>
        Assert.Empty(Repository.Attributes(FileOf("Parley.Wire"), "PackageReference", "Include"));

    [Fact]
    public void Neither_kernel_nor_wire_nor_storage_knows_the_web_framework()
    {
        foreach (var project in (string[])["Parley.Policy", "Parley.Wire", "Parley.Storage"])
        {
            Assert.Empty(Repository.Attributes(FileOf(project), "FrameworkReference", "Include"));
            Assert.Equal("Microsoft.NET.Sdk", Repository.Xml(FileOf(project)).Root!.Attribute("Sdk")!.Value);
        }
    }

    [Fact]
    public void Every_project_is_in_the_solution() => Assert.Equal(
        Projects.Order(), Repository.Attributes("Parley.slnx", "Project", "Path").Order());

    private static IEnumerable<string> Projects => Repository.Ending(".csproj");

    private static string FileOf(string project) => $"src/{project}/{project}.csproj";
}
