namespace ApiGovernance.Gateway.Authentication;

/// <summary>The one client for what issuers are asked while calls come in: short, small and without redirects, because it runs while callers wait.</summary>
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

    /// <summary>Secrets are sent nowhere in clear but on this machine.</summary>
    public static bool MayGetSecrets(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public void Dispose() => Client.Dispose();
}
