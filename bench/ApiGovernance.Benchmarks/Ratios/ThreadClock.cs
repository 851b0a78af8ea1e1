using System.Runtime.InteropServices;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>The processor time that the calling thread has used. On a machine that others use too, wall time says little.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Nanoseconds.</summary>
    public static long Now()
    {
        if (GetTime(ThreadCpuTime, out TimeSpec time) != 0)
            throw new PlatformNotSupportedException("Thread processor time needs Linux.");
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
