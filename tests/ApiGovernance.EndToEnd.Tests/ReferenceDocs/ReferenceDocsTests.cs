using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.ReferenceDocs;

/// <summary>The reference pages are generated from the registries; a stale one fails here (`./test.sh --accept` rewrites them).</summary>
public sealed class ReferenceDocsTests
{
    [Fact]
    public void Descriptors_page_says_what_the_schemas_say() => Current("docs/reference/descriptors.md", DescriptorReference.Write());

    [Fact]
    public void Problem_types_page_says_what_the_gateway_gives() => Current("docs/reference/problem-types.md", RegistryReferences.ProblemTypesPage());

    [Fact]
    public void Change_ids_page_says_what_diff_reports() => Current("docs/reference/change-ids.md", ChangeIdReference.Write());

    [Fact]
    public void Command_line_page_names_every_exit_code_and_command()
    {
        string page = File.ReadAllText(RepositoryPaths.At("docs/reference/command-line.md"));
        foreach (System.Reflection.FieldInfo code in typeof(ApiGovernance.Cli.ExitCodes).GetFields())
            page.ShouldContain($"| {code.GetRawConstantValue()} |", Case.Sensitive, code.Name);
        foreach (string command in new[] { "serve", "demo", "catalog validate", "lint", "diff", "check", "policy import-oasdiff", "schema validate", "schema explain", "audit", "token" })
            page.ShouldContain($"`apigov {command}");
    }

    private static void Current(string path, string generated)
    {
        string file = RepositoryPaths.At(path);
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, generated);
        File.Exists(file).ShouldBeTrue($"{path} is missing; `./test.sh --accept` writes it.");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(generated, $"{path} is stale; `./test.sh --accept` rewrites it.");
    }
}
