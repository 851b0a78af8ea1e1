namespace ApiGovernance.Gateway.Resilience;

/// <summary>
/// How many calls may be made beside those that clients ask for: each call adds its share, each extra call takes one. What is saved up
/// is bounded, so that a quiet hour does not pay for a storm.
/// </summary>
internal sealed class CallBudget
{
    private const int One = 100;
    private const int Most = 10 * One;

    private int saved = Most;

    /// <param name="percent">Extra calls that hundred calls allow.</param>
    public void Earn(int percent)
    {
        int seen = Volatile.Read(ref saved);
        while (seen < Most)
        {
            int before = Interlocked.CompareExchange(ref saved, Math.Min(Most, seen + percent), seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    public bool TryTake()
    {
        int seen = Volatile.Read(ref saved);
        while (seen >= One)
        {
            int before = Interlocked.CompareExchange(ref saved, seen - One, seen);
            if (before == seen)
                return true;
            seen = before;
        }

        return false;
    }
}
