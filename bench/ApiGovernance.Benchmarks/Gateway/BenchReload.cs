using System.Diagnostics;
using System.Globalization;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>Changes the catalog while the gateway serves, and says how long it took until the change was in force and what processor time went into it.</summary>
internal static class BenchReload
{
    public static async Task AnswerAsync(HttpContext context, BenchSnapshot snapshot)
    {
        bool routes = context.Request.Query["kind"] == "routes";
        snapshot.Prepare(routes);
        // What concurrent requests cost is in it; whoever wants the reload alone asks while there are none.
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        await snapshot.ChangeAsync(context.RequestAborted);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
        await context.Response.WriteAsync(string.Create(
            CultureInfo.InvariantCulture, $$"""{"kind":"{{(routes ? "routes" : "policy")}}","milliseconds":{{milliseconds:0.0}},"cpuMilliseconds":{{cpu:0.0}}}"""));
    }
}
