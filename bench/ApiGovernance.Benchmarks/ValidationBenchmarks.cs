using System.Text;
using System.Text.Json;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using BenchmarkDotNet.Attributes;

namespace ApiGovernance.Benchmarks;

/// <summary>Validating a 15 KB order, beside merely tokenizing and parsing it with System.Text.Json.</summary>
[MemoryDiagnoser]
public class ValidationBenchmarks
{
    private readonly byte[] _order = Order();
    private readonly CompiledSchema _schema = Compile();

    [Benchmark(Baseline = true)]
    public int Utf8JsonReaderOnly()
    {
        Utf8JsonReader reader = new(_order);
        int tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    [Benchmark]
    public int JsonDocumentParse()
    {
        using JsonDocument document = JsonDocument.Parse(_order);
        return document.RootElement.GetPropertyCount();
    }

    [Benchmark]
    public bool CompiledSchemaIsValid() => _schema.IsValid(_order);

    private static CompiledSchema Compile()
    {
        using Stream resource = typeof(ValidationBenchmarks).Assembly.GetManifestResourceStream("bench.openapi.yaml")!;
        using StreamReader reader = new(resource);
        byte[] json = DocumentBundle.FromBytes("bench.openapi.yaml", Encoding.UTF8.GetBytes(reader.ReadToEnd())).ToSingleDocument();
        SchemaRegistry registry = new();
        registry.Add("contract:///bench", json, SchemaDialect.OpenApi31);
        return CompiledSchema.Compile(registry, "contract:///bench#/components/schemas/Order").Schema!;
    }

    private static byte[] Order()
    {
        StringBuilder json = new("""{"id":"ord-000001","status":"paid","currency":"EUR","lines":[""");
        for (int i = 0; json.Length < 15_000; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture,
                $$"""{"line":{{i + 1}},"sku":"SKU-{{i * 7919 % 1000000:D6}}","name":"Widget number {{i}}","quantity":{{(i % 9) + 1}},"unitPrice":{{(i % 90) + 10}}.95,"taxRate":0.19,"tags":["a","b"]}""");
        }

        return Encoding.UTF8.GetBytes(json.Append("""],"total":12345.67}""").ToString());
    }
}
