using System.Globalization;
using ApiGovernance.Benchmarks.Contenders;
using ApiGovernance.Benchmarks.Processes;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>Reading and modelling API descriptions beside other readers of the same bytes, and YAML beside JSON of the same document.</summary>
internal static class ReadingRatios
{
    public static int Run(int rounds, string? only)
    {
        if (BenchPaths.Documents is not { } folder)
        {
            Console.Error.WriteLine("There are no documents to read; bench/documents.sh fetches them.");
            return 2;
        }

        foreach (string name in (string[])["catalog", "github"])
        {
            string json = Path.Combine(folder, name + ".json");
            if (File.Exists(json) && (only is null || name.Contains(only, StringComparison.Ordinal)))
                Compare(name, json, Path.Combine(folder, name + ".yaml"), rounds);
        }

        return 0;
    }

    private static void Compare(string name, string jsonFile, string yamlFile, int rounds)
    {
        byte[] json = File.ReadAllBytes(jsonFile);
        byte[] yaml = File.ReadAllBytes(yamlFile);
        (DocumentParser Parser, string File, byte[] Bytes, Contender Contender)[] all =
        [
            .. DocumentParser.All.Select(parser => (parser, jsonFile, json, Of(parser, parser.Name, name + ".json", json))),
            .. DocumentParser.All.Where(parser => parser.ReadsYaml)
                .Select(parser => (parser, yamlFile, yaml, Of(parser, parser.Name + ", YAML", name + ".yaml", yaml))),
        ];

        IReadOnlyList<RatioResult> results = RatioRun.Measure([.. all.Select(one => one.Contender)], rounds, wholeProcess: true);
        Console.Write(RatioTable.Write($"{name}: {json.Length} bytes of JSON, {yaml.Length} of YAML; warm", results));

        Console.WriteLine($"\n{name}: a process of its own\n");
        Console.WriteLine("| | CPU ms with start-up | peak MB of the process | MB held by the result |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (var (parser, file, bytes, contender) in all)
        {
            (double milliseconds, double peak) = contender.Refused is null ? ReadOnce.InOwnProcess(parser, file) : default;
            double held = contender.Refused is null ? HeldBytes(parser, file, bytes) / 1e6 : double.NaN;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {contender.Name} | {milliseconds:F0} | {peak:F0} | {held:F1} |"));
        }
    }

    private static Contender Of(DocumentParser parser, string name, string file, byte[] bytes)
    {
        try
        {
            parser.Read(file, bytes);
            return new Contender(name, () => parser.Read(file, bytes));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Contender.WithoutFigure(name, $"{e.GetType().Name}: {e.Message.Split('\n')[0]}");
        }
    }

    private static long HeldBytes(DocumentParser parser, string file, byte[] bytes)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object result = parser.Read(Path.GetFileName(file), bytes);
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(result);
        return held;
    }
}
