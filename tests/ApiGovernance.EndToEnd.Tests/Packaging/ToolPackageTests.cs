using System.Xml.Linq;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Packaging;

public sealed class ToolPackageTests(ToolPackage package) : IClassFixture<ToolPackage>
{
    private static string OrderIntake => Path.Combine(RepositoryPaths.Root, "catalog", "apis", "order-intake", "v2", "openapi.yaml");

    private static string Policies => Path.Combine(RepositoryPaths.Root, "policies");

    [Fact]
    public async Task It_says_what_it_is()
    {
        XElement metadata = XDocument.Parse(await package.ReadAsync("ApiGovernance.Tool.nuspec")).Root!.Elements().First();
        string? Of(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

        Of("id").ShouldBe("ApiGovernance.Tool");
        Of("license").ShouldBe("Apache-2.0");
        Of("readme").ShouldBe("README.md");
        Of("description").ShouldNotBeNull().ShouldContain("change gate");
        metadata.ToString().ShouldContain("DotnetTool");
        (await package.ReadAsync("README.md")).ShouldContain("apigov check");
        (await package.ReadAsync("LICENSE")).ShouldContain("Apache License");
    }

    [Fact]
    public void The_same_build_gives_the_same_package()
    {
        IReadOnlyList<(string Name, DateTime Time)> entries = package.Entries();

        entries.Select(entry => entry.Time).Distinct().ShouldHaveSingleItem().ShouldBe(new DateTime(1980, 1, 1));
        // The demo's data is in the program.
        entries.ShouldNotContain(entry => entry.Name.Contains("Demo/"));
    }

    [Fact]
    public async Task Installed_it_lints()
    {
        (int exitCode, string output) = await package.RunAsync(Path.GetTempPath(), "lint", OrderIntake, "--policies", Policies);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("lint: no findings");
    }

    [Fact]
    public async Task Installed_it_compares()
    {
        string before = OrderIntake.Replace("v2", "v1", StringComparison.Ordinal);
        (int exitCode, string output) = await package.RunAsync(Path.GetTempPath(), "diff", before, OrderIntake, "--policies", Policies);

        exitCode.ShouldBe(1, output);
        output.ShouldContain("breaking (proven)");
    }

    [Fact]
    public async Task Installed_it_gives_the_gates_verdict()
    {
        (int exitCode, string output) = await package.RunAsync(Path.GetTempPath(), "check", OrderIntake, "--against", OrderIntake, "--policies", Policies);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("Passed");
    }
}
