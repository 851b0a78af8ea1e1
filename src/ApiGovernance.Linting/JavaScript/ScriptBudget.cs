using System.Diagnostics;
using Jint;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// The time and memory of what an engine runs at present. Its bounds span everything that one call sets going, so that a function
/// cannot buy time by calling back into the engine. Time counts as far as the program had a processor meanwhile: on a busy machine an
/// innocent function must not be given up.
/// </summary>
internal sealed class ScriptBudget : Constraint
{
    private long _start;
    private long _deadline = long.MaxValue;
    private long _allocated;
    private long _memory = long.MaxValue;
    private TimeSpan _time;
    private TimeSpan _processor;

    public override bool IsAmortizable => true;

    public void Begin(TimeSpan time, long memory)
    {
        _time = time;
        _start = Stopwatch.GetTimestamp();
        _deadline = _start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        _processor = Environment.CpuUsage.TotalTime;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _memory = memory;
    }

    /// <returns>The time that was used.</returns>
    public TimeSpan End()
    {
        _deadline = long.MaxValue;
        _memory = long.MaxValue;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start), processor = Processor;
        return processor < elapsed ? processor : elapsed;
    }

    private TimeSpan Processor => Environment.CpuUsage.TotalTime - _processor;

    public override void Check()
    {
        if (Stopwatch.GetTimestamp() > _deadline && Processor > _time)
            throw new ScriptBudgetException($"it ran longer than {_time.TotalSeconds:0.###} s");
        if (GC.GetAllocatedBytesForCurrentThread() - _allocated > _memory)
            throw new ScriptBudgetException($"it asked for more than {_memory / (1024 * 1024)} MB of memory");
    }

    // The engine resets at each entry, nested ones included; the bounds are those of the outermost.
    public override void Reset()
    {
    }
}

internal sealed class ScriptBudgetException(string problem) : Exception(problem);
