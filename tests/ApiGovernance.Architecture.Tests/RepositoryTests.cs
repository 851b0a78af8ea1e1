using System.Text.RegularExpressions;
using ApiGovernance.Testing;

namespace ApiGovernance.Architecture.Tests;

/// <summary>What a clone must hold to be built the same way everywhere.</summary>
public sealed partial class RepositoryTests
{
    [Theory]
    [InlineData("LICENSE")]
    [InlineData("README.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("test.sh")]
    [InlineData(".ci/run")]
    public void A_newcomer_finds(string file) => new FileInfo(RepositoryPaths.At(file)).Length.ShouldBeGreaterThan(0);

    [Theory]
    [InlineData("test.sh")]
    [InlineData(".ci/run")]
    public void A_script_can_be_run(string script)
    {
        Repository.Text(script).ShouldStartWith("#!/usr/bin/env bash\n");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(RepositoryPaths.At(script)).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Text("ApiGovernance.sln").Replace('\\', '/');

        Repository.Projects().ShouldNotBeEmpty();
        Repository.Projects().Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_of_the_source_has_its_tests()
    {
        var tests = Repository.Files("tests", "*.csproj").Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Repository.Files("src", "*.csproj").Select(Path.GetFileNameWithoutExtension)
            .Where(project => !tests.Contains($"{project}.Tests")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_a_lock_file() =>
        Repository.Projects()
            .Where(project => !File.Exists(RepositoryPaths.At(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))))
            .ShouldBeEmpty();

    [Fact]
    public void Every_package_has_one_exact_version_in_one_place()
    {
        var packages = Repository.Xml("Directory.Packages.props").Descendants("PackageVersion")
            .Select(package => (Name: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value)).ToList();

        packages.ShouldNotBeEmpty();
        packages.Where(package => !ExactVersion().IsMatch(package.Version)).ShouldBeEmpty();
        packages.GroupBy(package => package.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => group.Key).ShouldBeEmpty();
        Repository.Projects().SelectMany(project => Repository.Xml(project).Descendants("PackageReference")
                .Where(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null)
                .Select(reference => $"{project}: {reference.Attribute("Include")?.Value}"))
            .ShouldBeEmpty("versions belong in Directory.Packages.props");
    }

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1.0.0-rc.2", true)]
    [InlineData("1.*", false)]
    [InlineData("[1.0.0,2.0.0)", false)]
    [InlineData("1", false)]
    public void An_exact_version_is_recognised(string version, bool exact) => ExactVersion().IsMatch(version).ShouldBe(exact);

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExactVersion();
}
