using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Tests.ClearAnswers;

/// <summary>None missed, none raised: tiny pairs of which nobody doubts whether they break a caller.</summary>
public sealed class ClearAnswersTests
{
    private static readonly Dictionary<(string File, string Name), ClearAnswer> Answers =
        ClearAnswer.LoadAll().ToDictionary(answer => (answer.File, answer.Name));

    /// <summary>File and name of each case.</summary>
    public static TheoryData<string, string> Breaking => new(Answers.Values.Where(answer => answer.Breaking).Select(answer => (answer.File, answer.Name)));

    public static TheoryData<string, string> Harmless => new(Answers.Values.Where(answer => !answer.Breaking).Select(answer => (answer.File, answer.Name)));

    public static TheoryData<string, string> WithExample => new(Answers.Values.Where(answer => answer.HasExample).Select(answer => (answer.File, answer.Name)));

    [Theory]
    [MemberData(nameof(Breaking))]
    public void What_breaks_a_caller_is_said_to(string file, string name)
    {
        ClearAnswer answer = Answers[(file, name)];
        DiffResult result = ContractDiff.Compare(answer.Base, answer.Revision, CompatibilityPolicy.Default, answer.Options);

        result.Verdict.IsBreaking().ShouldBeTrue($"It breaks: {answer.Why}. The diff says {Describe(result)}");
        if (!answer.Proven)
            return;
        result.Verdict.ShouldBe(DiffVerdict.BreakingProven, $"It can be shown: {answer.Why}. The diff says {Describe(result)}");
        Finding[] proven = [.. result.Findings.Where(finding => finding.Compatibility == ChangeCompatibility.BreakingProven)];
        proven.ShouldNotBeEmpty();
        proven.ShouldAllBe(finding => !string.IsNullOrWhiteSpace(finding.Witness), "A proof is a message, and a sentence shows it.");
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_breaks_nobody_is_compatible(string file, string name)
    {
        ClearAnswer answer = Answers[(file, name)];
        DiffResult result = ContractDiff.Compare(answer.Base, answer.Revision, CompatibilityPolicy.Default, answer.Options);

        result.Verdict.ShouldBe(DiffVerdict.Compatible, $"It breaks nobody: {answer.Why}. The diff says {Describe(result)}");
        result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message).ShouldBeEmpty();
    }

    /// <summary>The answers themselves are held against the validator: what a case shows is fine on one side and refused on the other.</summary>
    [Theory]
    [MemberData(nameof(WithExample))]
    public void What_a_case_shows_is_so(string file, string name)
    {
        ClearAnswer answer = Answers[(file, name)];
        bool callerSends = answer.CallerSends.ShouldNotBeNull("Only a case about one schema can show a value of it.");

        Accepts(answer, 0).ShouldBe(callerSends, "base");
        Accepts(answer, 1).ShouldBe(!callerSends, "revision");
    }

    /// <summary>A reader that leaves cases out would make every other test here pass.</summary>
    [Fact]
    public void There_are_many_answers_of_both_kinds()
    {
        Answers.Values.Count(answer => answer.Breaking).ShouldBeGreaterThanOrEqualTo(230);
        Answers.Values.Count(answer => !answer.Breaking).ShouldBeGreaterThanOrEqualTo(200);
    }

    private static bool Accepts(ClearAnswer answer, int side)
    {
        byte[] bytes = answer.Document(side);
        ApiContract contract = side == 0 ? answer.Base : answer.Revision;
        SchemaRegistry registry = new();
        SourceDocument document = DocumentReader.Read("openapi.json", bytes);
        registry.Add(document.Uri, document.ToJson(), contract.Format switch
        {
            ContractFormat.Swagger20 => SchemaDialect.Swagger20,
            ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        });
        CompileResult compiled = CompiledSchema.Compile(registry, $"{document.Uri}#{answer.SchemaPointer(side)}");
        return compiled.Schema.ShouldNotBeNull($"The schema of '{answer.Name}' does not compile.").IsValid(answer.Example);
    }

    private static string Describe(DiffResult result) =>
        $"{result.Verdict}:\n" + string.Join("\n", result.Findings.Concat(result.NotCompared).Select(finding => $"{finding.Severity} {finding.RuleId}: {finding.Message}"));
}
