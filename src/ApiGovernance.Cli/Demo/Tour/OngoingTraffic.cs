using System.Net.Http.Headers;

namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>A consumer that goes on calling while something changes; counts what was not answered well.</summary>
internal sealed class OngoingTraffic
{
    private int _sent;
    private int _failed;

    private OngoingTraffic()
    {
    }

    public int Sent => Volatile.Read(ref _sent);

    public int Failed => Volatile.Read(ref _failed);

    public Task Ended { get; private set; } = Task.CompletedTask;

    public static OngoingTraffic Start(HttpClient client, Uri url, string token, CancellationToken stop)
    {
        OngoingTraffic traffic = new();
        traffic.Ended = traffic.RunAsync(client, url, token, stop);
        return traffic;
    }

    private async Task RunAsync(HttpClient client, Uri url, string token, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, url);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            try
            {
                // Not cancelled in flight: a request that we abort ourselves would count as dropped.
                using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
                if (!response.IsSuccessStatusCode)
                    Interlocked.Increment(ref _failed);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _failed);
            }

            Interlocked.Increment(ref _sent);
            // Well below the plan's limit of 100 in 10 s.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }
}
