namespace ApiGovernance.Testing;

/// <summary>Waits on a condition instead of sleeping and hoping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the condition holds; fails the test when it does not within the bound.</summary>
    /// <param name="condition">The question. An exception counts as no, and is told when the bound is reached.</param>
    /// <param name="bound">How long to go on asking, in real time.</param>
    /// <param name="what">The condition in words, for the failure.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan bound, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        Exception? last;
        do
        {
            try
            {
                last = null;
                if (await condition())
                    return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                last = error;
            }

            await Task.Delay(Pause, clock, TestContext.Current.CancellationToken);
        }
        while (clock.GetElapsedTime(start) < bound);

        var because = last is null ? "" : $"; the last attempt ended in {last}";
        Assert.Fail($"Within {bound.TotalSeconds:0.###} s it did not come about that {what}{because}");
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task HoldsAsync(Func<bool> condition, TimeSpan bound, string what) =>
        HoldsAsync(() => Task.FromResult(condition()), bound, what);
}
