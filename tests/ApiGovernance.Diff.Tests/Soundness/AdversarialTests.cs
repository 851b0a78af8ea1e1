using System.Diagnostics;
using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Contracts made to be hard: they get an answer, soon, and never a wrong one.</summary>
public sealed class AdversarialTests(ITestOutputHelper output)
{
    // Far more than is needed, on a busy machine, too; quadratic work takes longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public void A_schema_that_contains_itself_is_compared_where_it_changed()
    {
        DiffResult result = Compare(
            Document("""{"$ref":"#/components/schemas/Node"}""", """ "Node":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/Node"},"value":{"type":"integer"}}} """),
            Document("""{"$ref":"#/components/schemas/Node"}""", """ "Node":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/Node"},"value":{"type":"integer","maximum":9}}} """));

        result.Verdict.ShouldBe(DiffVerdict.BreakingProven);
        result.Findings.Where(finding => finding.Compatibility == ChangeCompatibility.BreakingProven).ShouldHaveSingleItem().RuleId.ShouldBe("request-property-max-set");
    }

    [Fact]
    public void Schemas_that_contain_themselves_in_other_words_are_the_same()
    {
        DiffResult result = Compare(
            Document("""{"$ref":"#/components/schemas/A"}""", """ "A":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/A"}}} """),
            Document("""{"$ref":"#/components/schemas/B"}""", """ "B":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/C"}}},"C":{"allOf":[{"$ref":"#/components/schemas/B"}]} """));

        result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    [Fact]
    public void An_allOf_circle_has_an_answer_and_its_changes_are_seen()
    {
        const string before = """ "A":{"allOf":[{"$ref":"#/components/schemas/B"}],"properties":{"x":{"type":"integer"}}},"B":{"allOf":[{"$ref":"#/components/schemas/A"}],"properties":{"y":{"type":"integer"}}} """;

        DiffResult same = Compare(Document("""{"$ref":"#/components/schemas/A"}""", before), Document("""{"$ref":"#/components/schemas/A"}""", before + " "));
        DiffResult changed = Compare(Document("""{"$ref":"#/components/schemas/B"}""", before), Document("""{"$ref":"#/components/schemas/B"}""", before.Replace(""" "A":{"allOf":[{"$ref":"#/components/schemas/B"}],"properties":{"x":{"type":"integer"}}}""", """ "A":{"allOf":[{"$ref":"#/components/schemas/B"}],"properties":{"x":{"type":"string"}}}""", StringComparison.Ordinal)));

        same.Verdict.ShouldBe(DiffVerdict.Compatible);
        changed.Verdict.IsBreaking().ShouldBeTrue();
    }

    /// <summary>The discriminated base lists its children, and they build upon it: what the base says holds of a child wherever it is used.</summary>
    [Fact]
    public void A_child_of_a_base_that_lists_it_keeps_what_the_base_says()
    {
        static string Pets(string name) => $$"""
            "Pet":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"name":{{name}}},"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind"} },
            "Cat":{"allOf":[{"$ref":"#/components/schemas/Pet"},{"properties":{"lives":{"type":"integer"} } }]},
            "Dog":{"allOf":[{"$ref":"#/components/schemas/Pet"},{"properties":{"tricks":{"type":"integer"} } }]}
            """;
        string byBase = """{"type":"object","properties":{"pet":{"$ref":"#/components/schemas/Pet"},"cat":{"$ref":"#/components/schemas/Cat"}}}""", byChild = """{"$ref":"#/components/schemas/Cat"}""";

        foreach (string root in (string[])[byBase, byChild])
        {
            DiffResult result = Compare(Document(root, Pets("""{"type":"string"}""")), Document(root, Pets("""{"type":"string","maxLength":3}""")));
            result.Verdict.IsBreaking().ShouldBeTrue(root);
        }
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(6_000)]
    public void Chains_of_references_do_not_overflow_the_stack(int length)
    {
        StringBuilder below = new(), same = new(), all = new();
        for (int i = 0; i < length; i++)
        {
            string next = $$"""{"$ref":"#/components/schemas/N{{i + 1}}"}""";
            below.Append(CultureInfo.InvariantCulture, $$""" "N{{i}}":{"type":"object","properties":{"n":{{next}} } },""");
            same.Append(CultureInfo.InvariantCulture, $$""" "N{{i}}":{{next}},""");
            all.Append(CultureInfo.InvariantCulture, $$""" "N{{i}}":{"allOf":[{{next}}]},""");
        }

        foreach (StringBuilder chain in (StringBuilder[])[below, same, all])
        {
            DiffResult result = Compare(
                Document("""{"$ref":"#/components/schemas/N0"}""", chain + $$""" "N{{length}}":{"type":"integer"}"""),
                Document("""{"$ref":"#/components/schemas/N0"}""", chain + $$""" "N{{length}}":{"type":"integer","maximum":9}"""));
            result.Verdict.ShouldNotBe(DiffVerdict.Compatible);
        }
    }

    [Fact]
    public void A_hundred_thousand_listed_values_are_a_set()
    {
        string values = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"v{i}\"")), fewer = string.Join(',', Enumerable.Range(0, 100_000).Where(i => i != 70_000).Reverse().Select(i => $"\"v{i}\""));

        DiffResult result = Compare(Document($$"""{"type":"string","enum":[{{values}}]}"""), Document($$"""{"type":"string","enum":[{{fewer}}]}"""));

        result.Findings.Where(finding => finding.Compatibility != ChangeCompatibility.Compatible).Select(finding => (finding.RuleId, finding.Before)).ShouldBe([("request-body-enum-value-removed", "\"v70000\"")]);
        result.Verdict.ShouldBe(DiffVerdict.BreakingProven);
    }

    [Fact]
    public void A_hundred_thousand_values_against_others_are_told_apart_soon()
    {
        string Values(char letter) => string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"{letter}{i}\""));

        DiffResult result = Compare(
            Document($$"""{"oneOf":[{"enum":[{{Values('a')}}]},{"enum":[{{Values('b')}}]}]}"""), Document($$"""{"allOf":[{"enum":[{{Values('a')}},{{Values('b')}}]},{"enum":[{{Values('b')}},{{Values('a')}}]}]}"""));

        result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    [Theory]
    [InlineData("^(a+)+$", "^(a|aa)+$", DiffVerdict.Compatible)]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$", "^.{1,1000}$", DiffVerdict.BreakingProven)]
    [InlineData("(x+x+)+y", "^(a?){50}a{50}$", DiffVerdict.BreakingProven)]
    [InlineData("^[a-z]{1,5000}$", "^[a-z]{1,4999}$", DiffVerdict.BreakingProven)]
    public void Patterns_that_explode_have_an_answer(string one, string other, DiffVerdict verdict)
    {
        DiffResult result = Compare(Document($$"""{"type":"string","pattern":"{{one}}"}"""), Document($$"""{"type":"string","pattern":"{{other}}"}"""));

        result.Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void Ten_thousand_properties_are_compared_by_name()
    {
        string Properties(string last) => string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$""" "p{{i}}":{"type":"{{(i == 9_999 ? last : "string")}}"}"""));

        DiffResult result = Compare(
            Document($$"""{"type":"object","properties":{ {{Properties("string")}} },"additionalProperties":false}"""), Document($$"""{"type":"object","properties":{ {{Properties("integer")}} },"additionalProperties":false}"""));

        result.Findings.Where(finding => finding.Compatibility == ChangeCompatibility.BreakingProven).ShouldHaveSingleItem().RuleId.ShouldBe("request-property-type-changed");
    }

    [Theory]
    [InlineData("oneOf", true, DiffVerdict.BreakingProven)]
    // Every other branch takes what the changed one refuses; exactly one of a thousand alike is what nobody sends.
    [InlineData("anyOf", false, DiffVerdict.Compatible)]
    [InlineData("oneOf", false, DiffVerdict.BreakingByRule)]
    public void A_thousand_branches_are_matched_within_bounds(string keyword, bool tagged, DiffVerdict verdict)
    {
        string Branches(int changed) => string.Join(',', Enumerable.Range(0, 1_000).Select(i =>
            $$"""{"type":"object","required":["kind"],"properties":{"kind":{ {{(tagged ? $"\"enum\":[\"k{i}\"]" : "\"type\":\"string\"")}} },"v{{i}}":{"type":"integer"{{(i == changed ? ",\"maximum\":9" : "")}} } } }"""));

        DiffResult result = Compare(Document($$"""{"{{keyword}}":[{{Branches(-1)}}]}"""), Document($$"""{"{{keyword}}":[{{Branches(500)}}]}"""));

        result.Verdict.ShouldBe(verdict);
        result.Findings.Count.ShouldBeLessThan(10);
    }

    [Fact]
    public void Alternatives_in_alternatives_that_multiply_have_an_answer()
    {
        string Nested(int depth, string leaf) => depth == 0 ? leaf : $$"""{"anyOf":[{"properties":{"a{{depth}}":{"type":"string"} } },{"properties":{"b{{depth}}":{"type":"string"} } }],"allOf":[{{Nested(depth - 1, leaf)}}]}""";

        DiffResult result = Compare(Document(Nested(20, """{"type":"object"}""")), Document(Nested(20, """{"type":"object","required":["z"]}""")));

        result.Verdict.ShouldNotBe(DiffVerdict.Compatible);
    }

    private DiffResult Compare(string before, string after)
    {
        Stopwatch watch = Stopwatch.StartNew();
        DiffResult result = ContractDiff.Compare(Read(before), Read(after), CompatibilityPolicy.Default);
        output.WriteLine($"{watch.ElapsedMilliseconds} ms: {result.Verdict}, {string.Join(", ", result.Findings.Concat(result.NotCompared).Take(8).Select(finding => $"{finding.RuleId} {finding.Compatibility}"))}");
        watch.Elapsed.ShouldBeLessThan(Patience);
        return result;
    }

    private static ApiContract Read(string text)
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.json", Encoding.UTF8.GetBytes(text));
        return read.Contract.ShouldNotBeNull(string.Join("\n", read.Findings.Select(finding => finding.Message)));
    }

    private static string Document(string schema, string components = "") => $$$$"""
        {"openapi":"3.1.0","info":{"title":"T","version":"1"},
        "paths":{"/a":{"post":{"requestBody":{"required":true,"content":{"application/json":{"schema":{{{{schema}}}} } } },"responses":{"204":{"description":"none"} } } } },
        "components":{"schemas":{ {{{{components}}}} } } }
        """;
}
