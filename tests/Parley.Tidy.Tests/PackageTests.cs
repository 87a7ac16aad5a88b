using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Tidy.Tests;

/// <summary>Every version stands once, exactly, and nothing comes along that nobody uses.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public void Every_version_is_central_and_exact()
    {
        Assert.All(Versions, one => Assert.Matches(Exact(), one.Value));
        Assert.Equal(
            Versions.Count, Repository.Attributes("Directory.Packages.props", "PackageVersion", "Include").Count());
        Offenders.None(Projects.Where(file => Repository.Attributes(file, "PackageReference", "Version").Any()));
        Offenders.None(
            Projects.Where(file => Repository.Attributes(file, "PackageReference", "VersionOverride").Any()));
        Assert.Contains("<CentralPackageTransitivePinningEnabled>true<", Repository.Read("Directory.Packages.props"));
    }

    [Fact]
    public void Every_version_is_somebodys()
    {
        var used = Projects.SelectMany(file => Repository.Attributes(file, "PackageReference", "Include")).ToHashSet();
        Offenders.None(Versions.Keys.Where(package => !used.Contains(package)));
    }

    [Fact]
    public void The_framework_is_pinned_to_version_10()
    {
        using var global = JsonDocument.Parse(Repository.Read("global.json"));
        Assert.StartsWith("10.0.", global.RootElement.GetProperty("sdk").GetProperty("version").GetString());
        Assert.Contains("<TargetFramework>net10.0</TargetFramework>", Repository.Read("Directory.Build.props"));
        Assert.All(
            Versions.Where(one => one.Key.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)),
            one => Assert.StartsWith("10.0.", one.Value));
    }

    [Fact]
    public void A_samples_packages_are_exact_and_without_a_lock_file()
    {
        Assert.DoesNotContain(Repository.Files, file =>
            Path.GetFileName(file) is "package-lock.json" or "npm-shrinkwrap.json" or "yarn.lock" or "pnpm-lock.yaml");
        foreach (var file in Repository.Files.Where(file => Path.GetFileName(file) == "package.json"))
        {
            using var package = JsonDocument.Parse(Repository.Read(file));
            foreach (var list in (string[])["dependencies", "devDependencies"])
            {
                if (!package.RootElement.TryGetProperty(list, out var wanted)) continue;
                Assert.All(wanted.EnumerateObject(), one => Assert.Matches(Exact(), one.Value.GetString()));
            }
        }
    }

    private static IEnumerable<string> Projects =>
        Repository.Ending(".csproj").Concat(Repository.Ending("Directory.Build.props"));

    private static Dictionary<string, string> Versions => Repository.Xml("Directory.Packages.props")
        .Descendants("PackageVersion")
        .ToDictionary(one => one.Attribute("Include")!.Value, one => one.Attribute("Version")!.Value);

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Exact();
}
