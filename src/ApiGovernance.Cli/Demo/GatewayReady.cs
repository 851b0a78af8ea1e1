using ApiGovernance.Cli.Hosting;

using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Demo;

/// <summary>The gateway is ready when it has applied a snapshot; the tour starts then.</summary>
internal static class GatewayReady
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public static async Task WaitAsync(HttpClient client, Uri gateway, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        string last = "";
        while (TimeProvider.System.GetElapsedTime(start) < Bound)
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(gateway, "readyz"), cancellationToken);
            if (response.IsSuccessStatusCode)
                return;
            last = await response.Content.ReadAsStringAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }

        throw new CommandRefusal(ExitCodes.CannotStart, $"The gateway applied no snapshot within {Bound.TotalSeconds} s: {last}", "Run again with --logs.");
    }
}
