using System.Text.Json;
using ApiGovernance.JsonSchema.Tests.Suite;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>The engine that is chosen for speed against the tape engine, which runs every schema.</summary>
public sealed class EngineAgreementTests(ITestOutputHelper output)
{
    private static readonly SchemaCompileOptions s_tape = new() { Engine = SchemaEngine.Tape };

    private static readonly SchemaCases s_cases = new(
        40,
        new SchemaShape(SchemaDialect.Draft202012),
        new SchemaShape(SchemaDialect.Draft202012),
        new SchemaShape(SchemaDialect.OpenApi31),
        new SchemaShape(SchemaDialect.Draft7));

    [Fact]
    public void Random_values_get_the_same_answer() => Samples.Check(
        s_cases, 4_000, static one => Disagreement(one.Compile(), one.Compile(s_tape), one), static one => one.ToString());

    /// <summary>Every suite group's schema, with values derived from it besides those of the suite.</summary>
    [Theory]
    [InlineData("draft7")]
    [InlineData("draft2020-12")]
    public void Values_near_the_schemas_of_the_suite_get_the_same_answer(string draft)
    {
        int pairs = 0;
        var failures = new List<string>();
        SchemaRegistry registry = SuiteFiles.Remotes(draft);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(SuiteFiles.Suite, "tests", draft), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 512 });
            foreach (JsonElement group in document.RootElement.EnumerateArray())
                pairs += Group(registry, SuiteFiles.Dialect(draft), group, failures);
        }

        output.WriteLine($"{draft}: {pairs} pairs");
        failures.ShouldBeEmpty(string.Join('\n', failures.Take(10)));
        pairs.ShouldBeGreaterThan(10_000);
    }

    private static int Group(SchemaRegistry registry, SchemaDialect dialect, JsonElement group, List<string> failures)
    {
        const string uri = "test:///schema.json";
        registry.Add(uri, JsonSerializer.SerializeToUtf8Bytes(group.GetProperty("schema")), dialect);
        CompiledSchema? fast = CompiledSchema.Compile(registry, uri).Schema;
        CompiledSchema? tape = CompiledSchema.Compile(registry, uri, s_tape).Schema;
        if (fast is null || tape is null)
        {
            if (fast != tape)
                failures.Add($"{group.GetProperty("description")}: only one engine compiles it");
            return 0;
        }

        var dice = new Dice(new PCG(1, 7));
        JsonTree schema = JsonTree.From(group.GetProperty("schema"));
        var values = new InstanceWriter(dice, schema, huge: true);
        IEnumerable<string> given = group.GetProperty("tests").EnumerateArray().Select(static test => test.GetProperty("data").GetRawText());
        IEnumerable<string> changed = group.GetProperty("tests").EnumerateArray()
            .SelectMany(test => Enumerable.Range(0, 10).Select(_ => Mutation.Of(dice, JsonTree.From(test.GetProperty("data")), huge: true).Write(dice)));
        string[] texts = [.. given, .. changed, .. Enumerable.Range(0, 20).Select(_ => values.Near().Write(dice))];
        var one = new SchemaCase(dialect, schema, [], schema.ToString(), texts);
        if (Disagreement(fast, tape, one) is { } disagreement)
            failures.Add($"{group.GetProperty("description")}: {disagreement}\n  {schema}");
        return texts.Length;
    }

    private static string? Disagreement(CompiledSchema fast, CompiledSchema tape, SchemaCase one)
    {
        for (int i = 0; i < one.Instances.Count; i++)
        {
            byte[] json = one.Bytes(i);
            bool expected = tape.IsValid(json);
            ValidationResult result = fast.Validate(json);
            if (fast.IsValid(json) != expected || result.IsValid != expected)
                return $"{(expected ? "valid" : "invalid")} for the tape engine only: {one.Instances[i]}";
            if (!result.Errors.SequenceEqual(tape.Validate(json).Errors))
                return $"other errors than those of the tape engine: {one.Instances[i]}";
        }

        return null;
    }
}
