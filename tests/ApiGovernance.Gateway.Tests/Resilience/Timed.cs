using System.Diagnostics;

namespace ApiGovernance.Gateway.Tests.Resilience;

/// <summary>How long something took, to be held against a bound.</summary>
internal static class Timed
{
    public static async Task<(T Result, TimeSpan Elapsed)> RunAsync<T>(Func<Task<T>> run)
    {
        long start = Stopwatch.GetTimestamp();
        T result = await run();
        return (result, Stopwatch.GetElapsedTime(start));
    }
}
