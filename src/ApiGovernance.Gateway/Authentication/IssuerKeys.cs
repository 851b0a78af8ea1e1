using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The signing keys of one issuer: fetched when first needed, looked after in the background while tokens come, fetched again at once when
/// a token names an unknown key, and kept for a bounded time when the issuer goes away.
/// </summary>
internal sealed class IssuerKeys
{
    /// <summary>A key that the issuer withdraws stops working after this time at the latest, while the issuer can be reached.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(5);

    /// <summary>Unknown key ids cause at most one fetch in this time, however many tokens have one.</summary>
    public static readonly TimeSpan UnknownKeyInterval = TimeSpan.FromSeconds(30);

    /// <summary>While an issuer is down, one call in this time tries it; the others are refused at once.</summary>
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(2);

    private readonly Uri metadata;
    private readonly IssuerKeyFile file;
    private readonly TimeSpan keepFor;
    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly IssuerOutage outage;
    private readonly Lock gate = new();
    private Task<IssuerKeySet?>? fetching;
    private IssuerKeySet? current;
    private long fetchedAt;
    private long? failedAt;
    private long? unknownKeyAt;

    /// <exception cref="ArgumentException">The metadata address is not https and not on this machine.</exception>
    public IssuerKeys(string metadataAddress, TimeSpan keepFor, string stateDirectory, HttpClient http, TimeProvider clock, ILogger logger)
    {
        metadata = new Uri(metadataAddress, UriKind.Absolute);
        if (metadata.Scheme != Uri.UriSchemeHttps && !metadata.IsLoopback)
            throw new ArgumentException($"The metadata address '{metadataAddress}' must be https.", nameof(metadataAddress));
        (this.keepFor, this.http, this.clock) = (keepFor, http, clock);
        file = new IssuerKeyFile(stateDirectory, metadataAddress);
        outage = new IssuerOutage("the keys of its tokens", metadataAddress, logger);
        if (file.Load() is var (keys, fetched) && clock.GetUtcNow() - fetched is { } age && age >= TimeSpan.Zero && age < keepFor)
            (current, fetchedAt) = (keys, clock.GetTimestamp() - (long)(age.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>The keys as they are known; another object whenever the issuer published others.</summary>
    public IssuerKeySet? Current => Volatile.Read(ref current);

    /// <summary>Null when the issuer cannot be reached and nothing is known of it any more.</summary>
    public ValueTask<IssuerKeySet?> GetAsync()
    {
        lock (gate)
        {
            TimeSpan age = clock.GetElapsedTime(fetchedAt);
            if (current is { } known && age < RefreshAfter)
                return new(known);
            bool mayTry = MayTry();
            if (current is { } kept && age < keepFor)
            {
                // Nobody waits for what is only looked after.
                if (mayTry)
                    Fetch();
                return new(kept);
            }

            return mayTry || fetching is { IsCompleted: false } ? new(Fetch()) : default;
        }
    }

    /// <summary>Asks the issuer again because a token names a key that is not among <paramref name="seen"/>; gives the keys after that.</summary>
    public ValueTask<IssuerKeySet?> LookForNewAsync(IssuerKeySet seen)
    {
        lock (gate)
        {
            if (!ReferenceEquals(current, seen))
                return new(current);
            if (fetching is not { IsCompleted: false })
            {
                if (!MayTry() || (unknownKeyAt is { } asked && clock.GetElapsedTime(asked) < UnknownKeyInterval))
                    return new(seen);
                unknownKeyAt = clock.GetTimestamp();
            }

            return new(Fetch());
        }
    }

    /// <summary>Under the lock.</summary>
    private bool MayTry() => failedAt is not { } failed || clock.GetElapsedTime(failed) >= RetryAfterFailure;

    /// <summary>One fetch for all who wait: in turn, each would wait out the timeout of every one before. Under the lock.</summary>
    private Task<IssuerKeySet?> Fetch() => fetching is { IsCompleted: false } ? fetching : fetching = FetchAsync();

    private async Task<IssuerKeySet?> FetchAsync()
    {
        await Task.Yield();
        IssuerKeySet? fetched = null;
        string reason;
        try
        {
            // Not a caller's token: one client that hangs up must not take the keys away from the others that wait for them.
            Uri? address = KeyAddress(await http.GetByteArrayAsync(metadata, CancellationToken.None).ConfigureAwait(false));
            fetched = address is null ? null : IssuerKeySet.Parse(await http.GetByteArrayAsync(address, CancellationToken.None).ConfigureAwait(false));
            reason = address is null ? "its metadata names no jwks_uri that can be used" : $"what {address} has is no key set, or one without a key that can be used";
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            reason = IssuerOutage.ReasonOf(error);
        }

        if (fetched is null)
            outage.Failed(reason);
        else
            outage.Worked();
        lock (gate)
        {
            if (fetched is null)
            {
                // The next token with a new key need not wait for as long as if it had been looked for.
                (failedAt, unknownKeyAt) = (clock.GetTimestamp(), null);
                return current is not null && clock.GetElapsedTime(fetchedAt) < keepFor ? current : null;
            }

            (failedAt, fetchedAt) = (null, clock.GetTimestamp());
            if (current is null || !current.IsSameAs(fetched))
                Volatile.Write(ref current, fetched);
        }

        file.Save(fetched, clock.GetUtcNow());
        return Current;
    }

    /// <summary>The <c>jwks_uri</c> of a discovery document; https unless the issuer is on this machine.</summary>
    private Uri? KeyAddress(byte[] document)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind == JsonValueKind.Object && TokenClaims.Text(json.RootElement, "jwks_uri") is { } text
                && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
                && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && metadata.IsLoopback && address.IsLoopback))
                ? address
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
