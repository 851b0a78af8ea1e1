using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.ReferenceDocs;

/// <summary>The reference pages are generated from the registries; a stale one fails here (`./test.sh --accept` rewrites them).</summary>
public sealed class ReferenceDocsTests
{
    [Fact]
    public void Descriptors_page_says_what_the_schemas_say() => Current("docs/reference/descriptors.md", DescriptorReference.Write());

    [Fact]
    public void Lint_page_says_what_the_ruleset_says() => Current("docs/reference/lint-rules.md", LintRuleReference.Write());

    private static void Current(string path, string generated)
    {
        string file = RepositoryPaths.At(path);
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, generated);
        File.Exists(file).ShouldBeTrue($"{path} is missing; `./test.sh --accept` writes it.");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(generated, $"{path} is stale; `./test.sh --accept` rewrites it.");
    }
}
