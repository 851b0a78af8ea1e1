using ApiGovernance.Benchmarks.Contenders;
using BenchmarkDotNet.Attributes;

namespace ApiGovernance.Benchmarks;

/// <summary>Reading the API descriptions that bench/documents.sh fetches.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private byte[] _bytes = [];
    private DocumentParser _parser = null!;

    [ParamsSource(nameof(Files))]
    public string File { get; set; } = "";

    [ParamsSource(nameof(Parsers))]
    public string Parser { get; set; } = "";

    public static IEnumerable<string> Files => ["catalog.json", "github.json"];

    public static IEnumerable<string> Parsers => DocumentParser.All.Select(parser => parser.Name);

    [GlobalSetup]
    public void Setup()
    {
        string folder = BenchPaths.Documents ?? throw new InvalidOperationException("Run bench/documents.sh, and set APIGOV_BENCH_DOCUMENTS to what it prints.");
        _bytes = System.IO.File.ReadAllBytes(Path.Combine(folder, File));
        _parser = DocumentParser.All.First(parser => parser.Name == Parser);
    }

    [Benchmark]
    public object Read() => _parser.Read(File, _bytes);
}
