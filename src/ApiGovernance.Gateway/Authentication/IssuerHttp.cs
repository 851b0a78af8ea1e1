namespace ApiGovernance.Gateway.Authentication;

/// <summary>The one client for discovery documents and key sets: short, small and without redirects, because it runs while callers wait.</summary>
internal sealed class IssuerHttp : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    public void Dispose() => Client.Dispose();
}
