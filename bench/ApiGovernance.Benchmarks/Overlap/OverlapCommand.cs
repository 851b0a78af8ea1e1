using System.Diagnostics;
using System.Globalization;
using ApiGovernance.Catalog.Canonical.Overlap;

namespace ApiGovernance.Benchmarks.Overlap;

/// <summary>Measures overlap on real contracts beside the obvious ways to compare them, and what one comparison costs in a large estate.</summary>
internal static class OverlapCommand
{
    /// <param name="arguments">The file of labels, then <c>NAME=FILE</c> or <c>PREFIX=FOLDER</c> for documents; <c>--pairs</c> shows every judgement.</param>
    public static int Run(IReadOnlyList<string> arguments)
    {
        OverlapCorpus corpus = OverlapCorpus.Read(arguments[0], Files(arguments.Skip(1).Where(a => a.Contains('=', StringComparison.Ordinal))));
        IReadOnlyList<LabelledContract> contracts = corpus.Contracts;
        ApiFootprint[] footprints = [.. contracts.Select(c => ApiFootprint.Of(c.Name, "v1", c.Contract, EntityVocabulary.Default, null))];
        OverlapIndex index = OverlapIndex.Of(footprints);
        Print(contracts, footprints, index);
        if (arguments.Contains("--parts"))
            Parts(contracts, footprints, index);
        Judge(contracts, footprints, index, arguments.Contains("--pairs"));
        Cost(footprints);
        return 0;
    }

    private static void Print(IReadOnlyList<LabelledContract> contracts, ApiFootprint[] footprints, OverlapIndex index)
    {
        int duplicates = Pairs(contracts).Count(pair => contracts[pair.First].IsDuplicateOf(contracts[pair.Second]));
        int entities = contracts.Count(c => c.Entity is not null);
        int right = contracts.Where((c, i) => c.Entity is not null && footprints[i].Entity?.Name == c.Entity).Count();
        Write($"{contracts.Count} contracts, {contracts.Count * (contracts.Count - 1) / 2} pairs, {duplicates} of them duplicates; {entities} labelled with an entity, {right} recognised.");
        foreach ((LabelledContract c, ApiFootprint f) in contracts.Zip(footprints).Where(pair => pair.First.Entity is not null && pair.Second.Entity?.Name != pair.First.Entity))
            Write($"  not recognised: {c.Name} is about {c.Entity}, taken for {f.Entity?.Name ?? "nothing"}");
        Write($"| signal | AUC duplicates | R-precision | AUC same entity | AUC same entity, cross vendor |");
        Write($"|---|---|---|---|---|");
        foreach ((string name, Func<int, int, double> score) in new BaselineSignals(contracts).All())
            Write($"| {name} | {OverlapMeasures.Of(contracts, score)} |");
        Write($"| **overlap score** | {OverlapMeasures.Of(contracts, (i, j) => index.Score(footprints[i], footprints[j]).Total)} |");
        // Publishers reuse titles, and the files of one of them stand for titles here.
        Write($"| overlap score without titles | {OverlapMeasures.Of(contracts, (i, j) => index.Score(footprints[i], footprints[j]) is var s ? s.Total - (OverlapScore.TitleWeight * s.Title) : 0)} |");
    }

    private static void Parts(IReadOnlyList<LabelledContract> c, ApiFootprint[] footprints, OverlapIndex index)
    {
        foreach ((int i, int j) in Pairs(c))
        {
            OverlapScore s = index.Score(footprints[i], footprints[j]);
            string kind = c[i].IsDuplicateOf(c[j]) ? "dup" : "-";
            string same = c[i].Entity is null || c[j].Entity is null ? "-" : c[i].Entity == c[j].Entity ? "same" : "diff";
            Write($"PART\t{c[i].Name}\t{c[j].Name}\t{kind}\t{same}\t{(c[i].Vendor == c[j].Vendor ? 0 : 1)}\t{s.Operations}\t{s.Entity}\t{s.EntityCertainty}\t{s.Nouns}\t{s.Schemas}\t{s.Fields}\t{s.Keys}\t{s.Title}");
        }
    }

    private static void Judge(IReadOnlyList<LabelledContract> contracts, ApiFootprint[] footprints, OverlapIndex index, bool all)
    {
        var reports = footprints.Select(index.Compare).ToArray();
        bool Reported(int i, int j) => reports[i].Overlaps.Any(o => o.Api == contracts[j].Name) || reports[j].Overlaps.Any(o => o.Api == contracts[i].Name);
        var judged = Pairs(contracts).Select(pair => (A: contracts[pair.First], B: contracts[pair.Second], Reported: Reported(pair.First, pair.Second), pair.First, pair.Second)).ToArray();
        Count("duplicates", judged.Where(pair => pair.A.IsDuplicateOf(pair.B)).Select(pair => pair.Reported));
        Count("same entity, no duplicates", judged.Where(pair => !pair.A.IsDuplicateOf(pair.B) && pair.A.Entity is not null && pair.A.Entity == pair.B.Entity).Select(pair => pair.Reported));
        Count("different entities", judged.Where(pair => !pair.A.IsDuplicateOf(pair.B) && pair.A.Entity is not null && pair.B.Entity is not null && pair.A.Entity != pair.B.Entity).Select(pair => pair.Reported));
        Count("at least one without a label", judged.Where(pair => !pair.A.IsDuplicateOf(pair.B) && (pair.A.Entity is null || pair.B.Entity is null)).Select(pair => pair.Reported));
        foreach (var pair in judged.Where(pair => all && (pair.Reported || pair.A.IsDuplicateOf(pair.B))))
        {
            string kind = pair.A.IsDuplicateOf(pair.B) ? "duplicate" : pair.A.Entity is null || pair.B.Entity is null ? "unlabelled" : pair.A.Entity == pair.B.Entity ? "same" : "DIFFERENT";
            ApiOverlap? overlap = reports[pair.First].Overlaps.FirstOrDefault(o => o.Api == pair.B.Name);
            Write($"  {kind} {(pair.Reported ? "reported" : "MISSED")} {index.Score(footprints[pair.First], footprints[pair.Second]).Total:0.00} {pair.A.Name} ~ {pair.B.Name}: {overlap?.Matches.Count}/{overlap?.Operations}/{overlap?.OtherOperations}");
        }
    }

    // The estate is the corpus again and again under other names; each copy has words of its own, as other APIs would.
    private static void Cost(ApiFootprint[] footprints)
    {
        const int Estate = 10_000;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new OverlapIndex();
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Estate; i++)
        {
            ApiFootprint original = footprints[i % footprints.Length];
            string own = string.Create(CultureInfo.InvariantCulture, $"w{i / 5}");
            index.Set(original with { Api = $"{original.Api}-{own}", Version = $"v{i % 5}", Fields = [.. original.Fields, own], Schemas = [.. original.Schemas, own] });
        }

        double build = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        long memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        // Processor time, since other work on the machine is none of this one's cost.
        double[] times = [.. Enumerable.Range(0, 120).Select(i => Timed(() => index.Compare(footprints[i % footprints.Length] with { Api = "new" }))).Skip(20).Order()];
        Write($"{Estate} footprints: built in {build:0} ms, {memory / 1048576.0:0} MB; one comparison: median {times[times.Length / 2]:0.0} ms, 95 % {times[times.Length * 95 / 100]:0.0} ms, slowest {times[^1]:0.0} ms of processor time.");
        Write($"Stored: median {footprints.Select(f => f.ToJson().Length).Order().ElementAt(footprints.Length / 2)} bytes, largest {footprints.Max(f => f.ToJson().Length)}.");
    }

    private static double Timed(Action action)
    {
        TimeSpan started = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
    }

    private static void Count(string name, IEnumerable<bool> reported)
    {
        bool[] all = [.. reported];
        Write($"reported: {all.Count(yes => yes)} of {all.Length} pairs ({name})");
    }

    private static IEnumerable<(int First, int Second)> Pairs(IReadOnlyList<LabelledContract> contracts) =>
        Enumerable.Range(0, contracts.Count).SelectMany(j => Enumerable.Range(0, j).Select(i => (i, j)));

    private static Dictionary<string, string> Files(IEnumerable<string> arguments)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            string[] parts = argument.Split('=', 2);
            if (Directory.Exists(parts[1]))
            {
                foreach (string file in Directory.GetFiles(parts[1]))
                    files[$"{parts[0]}{Path.GetFileNameWithoutExtension(file)}"] = file;
            }
            else
            {
                files[parts[0]] = parts[1];
            }
        }

        return files;
    }

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
