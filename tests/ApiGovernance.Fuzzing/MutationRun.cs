using System.Diagnostics;
using System.Text;

namespace ApiGovernance.Fuzzing;

/// <summary>Fuzzing without a fuzzer: so many mutations of a corpus, by a seed, in this process.</summary>
/// <param name="Inputs">How many inputs were run.</param>
/// <param name="Failures">One input for each way in which something failed.</param>
/// <param name="Slowest">The input that took longest.</param>
/// <param name="SlowestTime">How long it took.</param>
internal sealed record MutationRun(int Inputs, IReadOnlyList<FoundFailure> Failures, byte[] Slowest, TimeSpan SlowestTime)
{
    private const int LongestSeed = 64 * 1024;

    /// <param name="target">What is run.</param>
    /// <param name="files">The corpus besides the target's own seeds; files above 64 KB are left out, they would take all the time.</param>
    /// <param name="seed">Of the mutations.</param>
    /// <param name="count">Inputs to run, after the corpus itself.</param>
    /// <param name="limit">Stops earlier.</param>
    public static MutationRun Of(FuzzTarget target, IEnumerable<string> files, int seed, int count, TimeSpan? limit = null)
    {
        List<byte[]> corpus = [.. target.Seeds.Select(Encoding.UTF8.GetBytes)];
        corpus.AddRange(files.Where(static file => new FileInfo(file).Length <= LongestSeed).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        var mutator = new Mutator(new Random(seed), corpus);
        var failures = new Dictionary<string, FoundFailure>(StringComparer.Ordinal);
        byte[] slowest = [];
        TimeSpan slowestTime = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        int run = 0;
        for (; run < corpus.Count + count && (limit is null || Stopwatch.GetElapsedTime(start) < limit); run++)
        {
            byte[] input = run < corpus.Count ? corpus[run] : mutator.Next();
            long began = Stopwatch.GetTimestamp();
            if (Try(target, input) is { } failure && (!failures.TryGetValue(failure.Kind, out FoundFailure? known) || known.Input.Length > input.Length))
                failures[failure.Kind] = failure;
            if (Stopwatch.GetElapsedTime(began) is var time && time > slowestTime)
                (slowest, slowestTime) = (input, time);
        }

        return new MutationRun(run, [.. failures.Values], slowest, slowestTime);
    }

    private static FoundFailure? Try(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception e)
        {
            string where = e.StackTrace?.Split('\n').FirstOrDefault(static line => line.Contains("ApiGovernance.", StringComparison.Ordinal))?.Trim() ?? "";
            return new FoundFailure($"{e.GetType().Name} {(e is FuzzFailure ? e.Message : where)}", input, e.ToString());
        }
    }
}

/// <param name="Kind">The same for inputs that fail in the same way.</param>
/// <param name="Input">The shortest input found.</param>
/// <param name="Details">The exception.</param>
internal sealed record FoundFailure(string Kind, byte[] Input, string Details);
