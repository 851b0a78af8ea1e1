namespace ApiGovernance.Gateway.Admission;

/// <summary>How many calls one back end has in flight through this gateway. Lives as long as the back end's name.</summary>
internal sealed class BackendBudget
{
    private int inFlight;

    /// <param name="most">Null for no limit.</param>
    public bool TryEnter(int? most)
    {
        if (Interlocked.Increment(ref inFlight) <= (most ?? int.MaxValue))
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref inFlight);
}
