using System.Globalization;
using System.Reflection;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class ReadLimitsTests
{
    [Fact]
    public void The_page_names_every_limit_and_its_default()
    {
        string page = File.ReadAllText(RepositoryPaths.At("docs/reference/reading-limits.md"));

        foreach (PropertyInfo limit in typeof(ReadLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"| `{limit.Name}` | {limit.GetValue(new ReadLimits())} |"));
    }

    [Theory]
    [InlineData("{\"a\": \"0123456789\"}", "document-too-large 1:7", "MaxScalarBytes")]
    [InlineData("a: 0123456789a\n", "document-too-large 1:4", "MaxScalarBytes")]
    [InlineData("a: &x |\n  0123456789\n", "document-too-large 1:4", "MaxScalarBytes")]
    [InlineData("{\"a\": [[[1]]]}", "document-too-deep 1:9", "MaxDepth")]
    [InlineData("a:\n - - - 1\n", "document-too-deep 2:6", "MaxDepth")]
    [InlineData("a: {b: &x {c: [1]}}\n", "document-too-deep 1:15", "MaxDepth")]
    [InlineData("[1,2,3,4,5,6]", "document-too-large 1:12", "MaxNodes")]
    [InlineData("- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n", "document-too-large 6:3", "MaxNodes")]
    [InlineData("a: &x [1, 2]\nb: *x\n", "document-too-large 2:4", "MaxNodes")]
    public void Each_limit_is_held_where_it_is_passed(string text, string finding, string limit)
    {
        var limits = new ReadLimits { MaxScalarBytes = 8, MaxDepth = 3, MaxNodes = 6 };

        SourceDocument document = Texts.Read(text, limits);

        document.IsReadable.ShouldBeFalse();
        Finding only = document.Findings.ShouldHaveSingleItem();
        only.Message.ShouldContain(limit);
        document.Findings.Short().ShouldBe([finding]);
    }

    [Fact]
    public void Bombs_are_refused_without_being_built()
    {
        string laughs = "a0: &a0 [\"lol\"]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        string[] bombs =
        [
            laughs,
            laughs.Replace("a1: &a1 [", "%: &a1 [", StringComparison.Ordinal),
            string.Concat(Enumerable.Range(0, 3000).Select(i => new string(' ', i) + "a:\n")),
            string.Concat(Enumerable.Repeat("- ", 200_000)),
            string.Concat(Enumerable.Repeat("{\"a\":", 500_000)),
            string.Concat(Enumerable.Repeat("a: {", 200_000)),
            "a: " + new string('x', 5_000_000),
            "a: \"" + string.Concat(Enumerable.Repeat("\\u0041", 1_000_000)) + "\"",
            "a: |\n" + string.Concat(Enumerable.Repeat("  x\n", 1_500_000)),
            "{\"a\": \"" + new string('x', 5_000_000) + "\"}",
            "[" + string.Concat(Enumerable.Repeat("1,", 2_500_000)) + "1]",
        ];
        foreach (string bomb in bombs)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SourceDocument document = DocumentReader.Read("bomb", Texts.Utf8(bomb));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            document.IsReadable.ShouldBeFalse(bomb[..20]);
            document.Findings.ShouldHaveSingleItem().RuleId.ShouldBeOneOf("document-too-large", "document-too-deep", "document-syntax");
            document.Findings[0].Source.ShouldNotBeNull();
            allocated.ShouldBeLessThan(500_000_000, bomb[..20]);
        }
    }
}
