using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.Benchmarks.Contenders;
using ApiGovernance.JsonSchema;
using BenchmarkDotNet.Attributes;

namespace ApiGovernance.Benchmarks;

/// <summary>What <c>ratios --set schema</c> compares, measured the slow and careful way. Newtonsoft.Json.Schema's licence allows too few calls for it.</summary>
[MemoryDiagnoser]
public class SchemaBenchmarks
{
    private byte[] _valid = [];
    private byte[] _invalid = [];
    private CompiledSchema _schema = null!;
    private Func<byte[], bool> _nJsonSchema = null!;

    [ParamsSource(nameof(Names))]
    public string Body { get; set; } = "";

    public static IEnumerable<string> Names => BodySet.All().Select(set => set.Name);

    [GlobalSetup]
    public void Setup()
    {
        BodySet set = BodySet.All().First(set => set.Name == Body);
        (_valid, _invalid, _schema) = (set.Valid, set.Invalid[0], set.Schema.Compile());
        if (!_schema.IsValid(_valid) || set.Invalid.Any(body => _schema.IsValid(body)))
            throw new InvalidOperationException($"{Body}: wrong verdict");
    }

    [GlobalSetup(Target = nameof(NJsonSchema))]
    public void SetupNJsonSchema()
    {
        Setup();
        _nJsonSchema = Validators.NJsonSchema.Prepare(BodySet.All().First(set => set.Name == Body));
    }

    [Benchmark(Baseline = true)]
    public int Utf8JsonReader() => Readers.Tokenize(_valid);

    [Benchmark]
    public int JsonDocumentParse() => Readers.Parse(_valid);

    [Benchmark]
    public bool IsValid() => _schema.IsValid(_valid);

    [Benchmark]
    public bool Validate() => _schema.Validate(_valid).IsValid;

    [Benchmark]
    public bool ValidateOneFault() => _schema.Validate(_invalid).IsValid;

    [Benchmark]
    public bool NJsonSchema() => _nJsonSchema(_valid);
}
