using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ApiGovernance.JsonSchema.Tests.Suite;

namespace ApiGovernance.JsonSchema.Tests.Output;

/// <summary>The output-tests of the JSON-Schema-Test-Suite, and its schemas of the output itself over every case of a draft.</summary>
public sealed class OutputSuiteTests
{
    [Theory]
    [InlineData("draft2019-09", 4)]
    [InlineData("draft2020-12", 4)]
    public void Every_output_case_of_the_suite_passes(string draft, int cases)
    {
        var failures = new List<string>();
        int count = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder(draft), "content"), "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument groups = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement group in groups.RootElement.EnumerateArray())
            {
                CompiledSchema schema = Compile(draft, "test:///schema.json", JsonMarshal.GetRawUtf8Value(group.GetProperty("schema")).ToArray());
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    ValidationResult result = schema.Validate(JsonMarshal.GetRawUtf8Value(test.GetProperty("data")), ValidateOptions.ForOutput);
                    foreach (JsonProperty format in test.GetProperty("output").EnumerateObject())
                    {
                        count++;
                        CompiledSchema expected = Compile(draft, "test:///output.json", JsonMarshal.GetRawUtf8Value(format.Value).ToArray());
                        byte[] output = result.ToOutput(Enum.Parse<OutputFormat>(format.Name, ignoreCase: true));
                        if (!expected.IsValid(output))
                            failures.Add($"{Path.GetFileName(file)} {format.Name}: {Encoding.UTF8.GetString(output)}");
                    }
                }
            }
        }

        failures.ShouldBeEmpty();
        count.ShouldBe(cases);
    }

    [Theory]
    [InlineData("draft2019-09", "flag", 1000)]
    [InlineData("draft2020-12", "flag", 1000)]
    [InlineData("draft2020-12", "basic", 1000)]
    [InlineData("draft2020-12", "detailed", 1000)]
    [InlineData("draft2019-09", "basic", 1000)]
    [InlineData("draft2019-09", "detailed", 1000)]
    public void The_output_of_every_case_of_the_draft_is_what_the_schema_of_outputs_wants(string draft, string format, int atLeast)
    {
        // The definition of the one format, with formats asserted: the schema as a whole would take any of them for a flag.
        var registry = new SchemaRegistry();
        byte[] schemaOfOutput = File.ReadAllBytes(Path.Combine(Folder(draft), "output-schema.json"));
        registry.Add("test:///output-schema.json", schemaOfOutput, SuiteFiles.Dialect(draft));
        CompiledSchema output = CompiledSchema.Compile(registry, "test:///output-schema.json#/$defs/" + format).Schema.ShouldNotBeNull();
        int count = 0;
        SuiteFiles.Each(draft, (name, schema, data, _) =>
        {
            ValidationResult result = schema.Validate(data, ValidateOptions.ForOutput);
            byte[] written = result.ToOutput(Enum.Parse<OutputFormat>(format, ignoreCase: true));
            output.Validate(written, 20, new JsonInputLimits { MaxDepth = 500 }).Errors.ShouldBeEmpty($"{name}: {Encoding.UTF8.GetString(written)}");
            using JsonDocument document = JsonDocument.Parse(written);
            document.RootElement.GetProperty("valid").GetBoolean().ShouldBe(result.IsValid);
            count++;
        });
        count.ShouldBeGreaterThan(atLeast);
    }

    private static CompiledSchema Compile(string draft, string uri, byte[] schema)
    {
        var registry = new SchemaRegistry();
        registry.Add($"https://json-schema.org/draft/{draft[5..]}/output/schema", File.ReadAllBytes(Path.Combine(Folder(draft), "output-schema.json")), SuiteFiles.Dialect(draft));
        registry.Add(uri, schema, SuiteFiles.Dialect(draft));
        CompileResult compiled = CompiledSchema.Compile(registry, uri);
        return compiled.Schema.ShouldNotBeNull(string.Join("; ", compiled.Problems));
    }

    private static string Folder(string draft) => Path.Combine(SuiteFiles.Suite, "output-tests", draft);
}
