namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>
/// Measures contenders in interleaved rounds on one thread: in each round every contender runs for some milliseconds, or once where that takes
/// longer, and its time is divided by that of the first contender in the same round, so that whatever slows the machine slows both.
/// </summary>
internal static class RatioRun
{
    private const long ThreadSample = 2_000_000;
    private const long ProcessSample = 20_000_000;
    private const long WarmUpNanoseconds = 300_000_000;
    private const int WarmUpPasses = 4;

    /// <param name="wholeProcess">Whether the work of the collector's own threads counts; it comes in bursts, so samples are longer.</param>
    public static IReadOnlyList<RatioResult> Measure(IReadOnlyList<Contender> contenders, int rounds, bool wholeProcess = false)
    {
        Func<long> clock = wholeProcess ? CpuClock.Process : CpuClock.Thread;
        Series[] series = [.. contenders.Select(contender => new Series(contender, rounds, clock))];

        // Tier 1 is compiled in the background once a method was called 30 times and nothing new was compiled for 100 ms; the instrumented
        // tier comes between. Hence passes with pauses.
        // One round is for seeing that everything runs, not for figures.
        for (int pass = 0; pass < WarmUpPasses && rounds > 1; pass++)
        {
            foreach (Series one in series)
                one.WarmUp(WarmUpNanoseconds / WarmUpPasses);
            Thread.CurrentThread.Join(250);
        }

        foreach (Series one in series)
            one.Calibrate(wholeProcess ? ProcessSample : ThreadSample);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < series.Length; i++)
                series[(i + round) % series.Length].Sample();
        }

        return [.. series.Select(one => one.Result(series[0]))];
    }

    private sealed class Series(Contender contender, int rounds, Func<long> clock)
    {
        private readonly List<double> _times = [];
        private int _left = contender.Refused is null ? contender.Quota ?? int.MaxValue : 0;
        private int _batch = 1;
        private long _allocated;
        private long _operations;

        public void WarmUp(long nanoseconds)
        {
            int quota = contender.Quota is { } limit ? limit / 4 / WarmUpPasses : int.MaxValue;
            long end = clock() + nanoseconds;
            while (_left > 0 && quota-- > 0 && clock() < end)
            {
                contender.Run();
                _left--;
            }
        }

        public void Calibrate(long nanoseconds)
        {
            if (contender.Quota is not null)
                return;
            long best = long.MaxValue;
            for (int i = 0; i < 5 && contender.Refused is null && (i == 0 || best < nanoseconds); i++)
                best = Math.Min(best, Time(1));
            _batch = (int)Math.Clamp(nanoseconds / Math.Max(1, best), 1, 100_000);
        }

        public void Sample()
        {
            int batch = Math.Min(_batch, _left);
            if (batch == 0)
            {
                _times.Add(double.NaN);
                return;
            }

            if (contender.Quota is not null)
                _left -= batch;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long time = Time(batch);
            _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
            _operations += batch;
            _times.Add((double)time / batch);
        }

        public RatioResult Result(Series first)
        {
            double[] ratios = [.. _times.Zip(first._times, (mine, theirs) => mine / theirs).Where(double.IsFinite).Order()];
            double[] times = [.. _times.Where(double.IsFinite).Order()];
            return new RatioResult(
                contender.Name, Quantile(times, 0.5) / 1000, Quantile(ratios, 0.5), Quantile(ratios, 0.1), Quantile(ratios, 0.9),
                _operations == 0 ? 0 : _allocated / _operations, contender.Refused, Math.Min(rounds, times.Length));
        }

        private static double Quantile(double[] sorted, double at) =>
            sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(at * (sorted.Length - 1))];

        private long Time(int operations)
        {
            Action run = contender.Run;
            long start = clock();
            for (int i = 0; i < operations; i++)
                run();
            return clock() - start;
        }
    }
}

/// <summary>What the rounds gave for one contender.</summary>
/// <param name="Microseconds">Median processor time of one operation.</param>
/// <param name="Ratio">Median over the rounds of its time over the first contender's.</param>
/// <param name="Low">The tenth part of the ratios is below.</param>
/// <param name="High">The tenth part of the ratios is above.</param>
/// <param name="AllocatedBytes">Managed bytes allocated by one operation.</param>
/// <param name="Refused">Why there is no figure; else null.</param>
internal sealed record RatioResult(
    string Name, double Microseconds, double Ratio, double Low, double High, long AllocatedBytes, string? Refused, int Rounds);
