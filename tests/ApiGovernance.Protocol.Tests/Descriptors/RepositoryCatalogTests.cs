using System.Text;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>The repository's own catalog, held against the published schemas and its own examples.</summary>
public sealed class RepositoryCatalogTests
{
    private static readonly CatalogFolderContent Content = CatalogFolder.Load(RepositoryPaths.At("catalog"));

    public static TheoryData<string> Events => [.. Content.EventSchemas.Keys];

    [Fact]
    public void Every_descriptor_passes_the_schema_of_its_kind_and_is_written_back_the_same()
    {
        foreach (LoadedDescriptor loaded in Content.Descriptors)
        {
            string kind = loaded.Descriptor.Kind.ToLowerInvariant();
            CompiledSchema schema = Compile($"urn:apigovernance:v1:{kind}", File.ReadAllBytes(RepositoryPaths.At($"docs/reference/schemas/{kind}.schema.json")));
            schema.Validate(loaded.Document.ToJson()).Errors.ShouldBeEmpty(loaded.Path);

            string json = DescriptorWriter.ToJson(loaded.Descriptor);
            schema.Validate(Encoding.UTF8.GetBytes(json)).Errors.ShouldBeEmpty($"{loaded.Path}, written back");
            DescriptorReadResult again = DescriptorReader.FromJson(loaded.Path, json);
            again.Findings.ShouldBeEmpty(loaded.Path);
            DescriptorWriter.ToJson(again.Descriptor.ShouldNotBeNull()).ShouldBe(json);
        }
    }

    [Theory, MemberData(nameof(Events))]
    public void The_examples_of_an_event_are_what_its_schema_allows(string name)
    {
        DocumentBundle bundle = Content.EventSchemas[name];
        CompiledSchema schema = Compile("urn:test:event", bundle.ToSingleDocument());

        DocumentNode examples = bundle.Root.Root["examples"].ShouldNotBeNull();
        examples.Items.ShouldNotBeEmpty();
        foreach (DocumentNode example in examples.Items)
            schema.Validate(example.ToJson()).Errors.ShouldBeEmpty();
        schema.IsValid("{}"u8.ToArray()).ShouldBeFalse();
    }

    private static CompiledSchema Compile(string uri, byte[] bytes)
    {
        var registry = new SchemaRegistry();
        registry.Add(uri, bytes, SchemaDialect.Draft202012);
        CompileResult compiled = CompiledSchema.Compile(registry, uri);
        compiled.Problems.ShouldBeEmpty();
        return compiled.Schema.ShouldNotBeNull();
    }
}
