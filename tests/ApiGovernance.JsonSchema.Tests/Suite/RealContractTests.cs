using System.Text.Json;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.Suite;

public sealed class RealContractTests(ITestOutputHelper output)
{
    public static TheoryData<string> Documents()
    {
        string folder = Path.Combine(RepositoryPaths.Shared, "specs", "docs");
        var files = new TheoryData<string>();
        if (Directory.Exists(folder))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                files.Add(Path.GetFileName(file));
        }

        if (files.Count == 0)
            files.Add("none");
        return files;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_body_schema_of_a_published_contract_compiles(string file)
    {
        byte[] content = File.ReadAllBytes(RepositoryPaths.RequireShared(Path.Combine("specs", "docs", file)));
        using JsonDocument document = JsonDocument.Parse(content);
        bool isSwagger = document.RootElement.TryGetProperty("swagger", out _);
        bool is30 = !isSwagger && document.RootElement.GetProperty("openapi").GetString()!.StartsWith("3.0", StringComparison.Ordinal);
        var registry = new SchemaRegistry();
        registry.Add(TestSchemas.Uri, content, isSwagger ? SchemaDialect.Swagger20 : is30 ? SchemaDialect.OpenApi30 : SchemaDialect.OpenApi31);
        var pointers = new List<string>();
        Collect(document.RootElement, "", pointers);
        pointers.Count.ShouldBeGreaterThan(5);

        foreach (string pointer in pointers)
        {
            CompileResult result = CompiledSchema.Compile(registry, TestSchemas.Uri + "#" + Uri.EscapeDataString(pointer));
            foreach (SchemaProblem problem in result.Problems)
                output.WriteLine($"{problem.Location}: {problem.Message}");
            result.Schema.ShouldNotBeNull($"{pointer}: {string.Join("; ", result.Problems)}").IsValid("\u0001"u8).ShouldBeFalse();
            result.Problems.ShouldAllBe(static p => !p.Fatal);
        }
    }

    private static void Collect(JsonElement element, string pointer, List<string> pointers)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in element.EnumerateArray())
                Collect(item, $"{pointer}/{index++}", pointers);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string step = property.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            if (property.Name == "schema" && property.Value.ValueKind == JsonValueKind.Object)
                pointers.Add($"{pointer}/{step}");
            else if (property.Name is not ("example" or "examples"))
                Collect(property.Value, $"{pointer}/{step}", pointers);
        }
    }
}
