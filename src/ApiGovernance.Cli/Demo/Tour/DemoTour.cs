namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>The tour in its order. Steps depend on nothing but what the steps before did through HTTP.</summary>
internal static class DemoTour
{
    private static readonly IReadOnlyList<Func<TourContext, CancellationToken, Task>> Steps =
    [
        TrafficSteps.GoodOrderAsync,
        TrafficSteps.SameKeyAsync,
        TrafficSteps.NoTokenAsync,
        TrafficSteps.MissingScopeAsync,
        TrafficSteps.MalformedOrderAsync,
        TrafficSteps.SmallPlanAsync,
        TrafficSteps.DeprecatedAsync,
        TrafficSteps.RetiredAsync,
        TrafficSteps.NotInTheCatalogAsync,
        ChangeSteps.BreakingAsync,
        ChangeSteps.CompatibleAsync,
    ];

    public static async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        foreach (Func<TourContext, CancellationToken, Task> step in Steps)
        {
            try
            {
                await step(tour, cancellationToken);
            }
            catch (Exception error) when (error is HttpRequestException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // One step that cannot even be asked must not hide the others.
                tour.Console.Expect(false, $"the step runs, but: {error.Message}");
            }
        }
    }
}
