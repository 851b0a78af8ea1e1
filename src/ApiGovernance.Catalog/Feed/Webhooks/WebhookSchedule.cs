namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>When a message that was not taken is sent again: the times that Standard Webhooks proposes, each up to a tenth later.</summary>
internal static class WebhookSchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <param name="failed">How many attempts have failed, from 1.</param>
    /// <param name="asked">What the receiver asked for (<c>Retry-After</c>).</param>
    /// <param name="share">From 0 to 1: where in the tenth.</param>
    /// <returns>Null when it was tried often enough.</returns>
    public static TimeSpan? After(int failed, TimeSpan? asked, double share)
    {
        if (failed > Waits.Length)
            return null;
        TimeSpan wait = Waits[failed - 1] * (1 + (share / 10));
        return asked > wait ? (asked > Longest ? Longest : asked) : wait;
    }
}
