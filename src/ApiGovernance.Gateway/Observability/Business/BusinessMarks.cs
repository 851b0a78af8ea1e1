using System.Collections.Concurrent;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Observability.Business;

/// <summary>
/// Events whose counterpart may come days later, at another gateway or after a restart: they wait for the next report to the control
/// plane, which keeps them.
/// </summary>
internal sealed class BusinessMarks(BusinessMetrics metrics)
{
    private readonly ConcurrentQueue<BusinessMark> waiting = [];

    public void Add(BusinessMark mark)
    {
        if (waiting.Count < BusinessMark.MaxInReport)
            waiting.Enqueue(mark);
        else
            metrics.MarkDropped();
    }

    /// <summary>As many as one report takes, oldest first.</summary>
    public IReadOnlyList<BusinessMark> Take()
    {
        if (waiting.IsEmpty)
            return [];
        List<BusinessMark> taken = [];
        while (taken.Count < BusinessMark.MaxInReport && waiting.TryDequeue(out BusinessMark? mark))
            taken.Add(mark);
        return taken;
    }

    /// <summary>A report was not taken. To be told of an event twice does not harm.</summary>
    public void PutBack(IReadOnlyList<BusinessMark> marks)
    {
        foreach (BusinessMark mark in marks)
            Add(mark);
    }
}
