using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Catalog.Access.Tokens;

/// <summary>
/// The signing keys of one issuer: fetched when first needed, refreshed in the background, kept when the issuer goes away.
/// </summary>
internal sealed class IssuerKeys
{
    /// <summary>An unknown key id causes at most one fetch in this time, however many tokens have one.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(30);

    /// <summary>While an issuer is down, one call in this time tries it; the others are refused at once.</summary>
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(2);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> _configuration;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private Task<ICollection<SecurityKey>?>? _first;
    private long? _failedAt;
    private bool _everFetched;

    /// <exception cref="ArgumentException">The metadata address is not https and not on this machine.</exception>
    public IssuerKeys(string metadataAddress, HttpClient http, TimeProvider clock)
    {
        Uri address = new(metadataAddress, UriKind.Absolute);
        bool loopback = address.IsLoopback;
        if (address.Scheme != Uri.UriSchemeHttps && !loopback)
            throw new ArgumentException($"The metadata address '{metadataAddress}' must be https.", nameof(metadataAddress));
        _clock = clock;
        _configuration = new(
            metadataAddress,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = !loopback, SendAdditionalHeaderData = false })
        {
            RefreshInterval = RefreshInterval,
            AutomaticRefreshInterval = TimeSpan.FromHours(1),
        };
    }

    /// <summary>Null when the issuer has never been reached and cannot be now.</summary>
    public ValueTask<ICollection<SecurityKey>?> GetAsync()
    {
        if (Volatile.Read(ref _everFetched))
            return new(FetchAsync());
        lock (_gate)
        {
            if (_failedAt is { } failed && _clock.GetElapsedTime(failed) < RetryAfterFailure)
                return default;
            // One attempt for all who wait: in turn, each would wait out the timeout of every one before.
            if (_first is null or { IsCompleted: true })
                _first = FetchAsync();
            return new(_first);
        }
    }

    private async Task<ICollection<SecurityKey>?> FetchAsync()
    {
        try
        {
            // Not the caller's token: one client that hangs up must not take the keys away from the others that wait for them.
            OpenIdConnectConfiguration current = await _configuration.GetConfigurationAsync(CancellationToken.None);
            Volatile.Write(ref _everFetched, true);
            return current.SigningKeys;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or HttpRequestException or OperationCanceledException)
        {
            lock (_gate)
                _failedAt = _clock.GetTimestamp();
            return null;
        }
    }

    /// <summary>Asks for a refresh because a token names a key that is not among them.</summary>
    public void RequestRefresh() => _configuration.RequestRefresh();
}
