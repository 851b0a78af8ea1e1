using System.Collections.Frozen;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Consumers, issuers and back ends of a snapshot. What has state is taken over from the snapshot before where nothing about it changed.</summary>
internal sealed class TrafficModel
{
    private readonly ConsumerIndex index;
    private readonly FrozenDictionary<string, ConsumerModel> byName;

    /// <exception cref="SnapshotContentException">The part contradicts itself.</exception>
    public TrafficModel(SnapshotPartReference reference, TrafficPart part, TrafficModel? previous, GatewayOptions options, IssuerHttp http, TimeProvider clock)
    {
        Reference = reference;
        Backends = part.Backends.ToFrozenDictionary(backend => backend.Name, backend => Backend(backend, previous), StringComparer.Ordinal);
        var plans = part.Plans.ToDictionary(plan => plan.Name, plan => plan.Limits, StringComparer.Ordinal);
        byName = part.Consumers.ToFrozenDictionary(
            consumer => consumer.Name,
            consumer => plans.TryGetValue(consumer.Plan, out IReadOnlyList<PlanLimit>? limits)
                ? new ConsumerModel(consumer, new ConsumerLimits(limits, previous?.byName.GetValueOrDefault(consumer.Name)?.Limits, clock))
                : throw new SnapshotContentException($"Consumer '{consumer.Name}' is on the plan '{consumer.Plan}', which is not in the snapshot."),
            StringComparer.Ordinal);
        index = new ConsumerIndex(part.Consumers.SelectMany(consumer => consumer.Credentials.Select(credential => (credential, byName[consumer.Name]))));
        Keys = NewKeys(part.Consumers, clock);
        Issuers = previous is not null && SameIssuers(previous.Issuers.Issuers, part.Issuers)
            ? previous.Issuers.Reading(index.ClaimNames)
            : NewIssuers(part.Issuers, index.ClaimNames, options, http, clock);
    }

    public SnapshotPartReference Reference { get; }

    public TrustedIssuers Issuers { get; }

    public ApiKeys Keys { get; }

    public FrozenDictionary<string, BackendModel> Backends { get; }

    public ConsumerModel? FindConsumer(TokenIdentity identity) => index.Find(identity);

    private static BackendModel Backend(SnapshotBackend backend, TrafficModel? previous)
    {
        if (!Uri.TryCreate(backend.Address, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            throw new SnapshotContentException($"The address '{backend.Address}' of back end '{backend.Name}' is no http or https URL.");
        return new BackendModel(
            backend.Name, backend.Address.TrimEnd('/'), backend.TimeoutSeconds, backend.MaxConcurrency,
            previous?.Backends.GetValueOrDefault(backend.Name)?.Budget ?? new BackendBudget())
        {
            Owner = backend.Owner,
        };
    }

    private ApiKeys NewKeys(IReadOnlyList<SnapshotConsumer> consumers, TimeProvider clock)
    {
        try
        {
            return new ApiKeys(consumers, name => byName[name], clock);
        }
        catch (ArgumentException error)
        {
            throw new SnapshotContentException($"The API keys cannot be used: {error.Message}", error);
        }
    }

    private static TrustedIssuers NewIssuers(
        IReadOnlyList<TokenIssuer> issuers, IReadOnlyDictionary<string, string[]> claimNames, GatewayOptions options, IssuerHttp http, TimeProvider clock)
    {
        try
        {
            return new TrustedIssuers(issuers, claimNames, http.Client, options.MaxTokenCacheEntries, clock);
        }
        catch (Exception error) when (error is ArgumentException or UriFormatException)
        {
            throw new SnapshotContentException($"An issuer cannot be used: {error.Message}", error);
        }
    }

    private static bool SameIssuers(IReadOnlyList<TokenIssuer> one, IReadOnlyList<TokenIssuer> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second));

    /// <summary>Records compare their lists by reference.</summary>
    private static bool Same(TokenIssuer one, TokenIssuer other) =>
        one.Audiences.SequenceEqual(other.Audiences) && one.Algorithms.SequenceEqual(other.Algorithms) && one.TokenTypes.SequenceEqual(other.TokenTypes)
        && one == other with { Audiences = one.Audiences, Algorithms = one.Algorithms, TokenTypes = one.TokenTypes };
}
