using System.Runtime.InteropServices;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>Processor time used, in nanoseconds. On a machine that others use too, wall time says little.</summary>
internal static partial class CpuClock
{
    private const int ProcessCpuTime = 2; // CLOCK_PROCESS_CPUTIME_ID
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Of the calling thread.</summary>
    public static long Thread() => Read(ThreadCpuTime);

    /// <summary>Of the whole process: what the threads of the collector do is in it.</summary>
    public static long Process() => Read(ProcessCpuTime);

    /// <summary>Of the processes this one started and that have ended.</summary>
    public static long Children()
    {
        // struct rusage: user and system time, each seconds and microseconds, then fourteen more numbers.
        Span<nint> usage = stackalloc nint[18];
        if (GetUsage(-1, usage) != 0)
            throw new PlatformNotSupportedException("The time of ended processes needs Linux.");
        return ((usage[0] + usage[2]) * 1_000_000_000) + ((usage[1] + usage[3]) * 1000);
    }

    private static long Read(int clock)
    {
        if (GetTime(clock, out TimeSpec time) != 0)
            throw new PlatformNotSupportedException("These clocks need Linux.");
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, Span<nint> usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
