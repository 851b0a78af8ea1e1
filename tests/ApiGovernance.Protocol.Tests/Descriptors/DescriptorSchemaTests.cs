using ApiGovernance.JsonSchema;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>The JSON Schemas that editors use and the reader must say the same.</summary>
public sealed class DescriptorSchemaTests
{
    public static TheoryData<string> Kinds => [.. Samples.All.Keys];

    public static TheoryData<int> Mistakes => [.. Enumerable.Range(0, Mistake.All.Count).Where(i => Mistake.All[i].Structural)];

    [Theory, MemberData(nameof(Kinds))]
    public void A_good_sample_passes_the_schema(string kind) => Validate(kind, Samples.All[kind]).Errors.ShouldBeEmpty();

    [Theory, MemberData(nameof(Mistakes))]
    public void A_broken_sample_fails_the_schema(int index)
    {
        Mistake mistake = Mistake.All[index];
        Validate(mistake.Kind, Samples.With(mistake.Kind, mistake.Stretch, mistake.Instead)).IsValid.ShouldBeFalse();
    }

    private static ValidationResult Validate(string kind, string yaml)
    {
        string uri = $"urn:apigovernance:v1:{kind.ToLowerInvariant()}";
        var registry = new SchemaRegistry();
        registry.Add(uri, File.ReadAllBytes(RepositoryPaths.At($"docs/reference/schemas/{kind.ToLowerInvariant()}.schema.json")), SchemaDialect.Draft202012);
        CompileResult compiled = CompiledSchema.Compile(registry, uri);
        compiled.Problems.ShouldBeEmpty();
        return compiled.Schema.ShouldNotBeNull().Validate(Samples.Document(yaml).ToJson());
    }
}
