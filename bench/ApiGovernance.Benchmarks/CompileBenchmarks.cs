using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.JsonSchema;
using BenchmarkDotNet.Attributes;

namespace ApiGovernance.Benchmarks;

/// <summary>Compiling the schema of each body, with and without registering the document it stands in.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private PublishedSchema _schema = null!;
    private SchemaRegistry _registry = null!;

    [ParamsSource(nameof(Names))]
    public string Body { get; set; } = "";

    public static IEnumerable<string> Names => BodySet.All().Select(set => set.Name);

    [GlobalSetup]
    public void Setup()
    {
        _schema = BodySet.All().First(set => set.Name == Body).Schema;
        _registry = _schema.Registry();
    }

    [Benchmark]
    public object Register() => _schema.Registry();

    [Benchmark]
    public CompiledSchema Compile() => _schema.Compile(_registry);

    [Benchmark]
    public CompiledSchema RegisterAndCompile() => _schema.Compile();
}
