using System.Collections.Frozen;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Admission.Limits;
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
    public TrafficModel(SnapshotPartReference reference, TrafficPart part, TrafficModel? previous, GatewayOptions options, IssuerHttp http, Admissions admissions, TimeProvider clock)
    {
        Reference = reference;
        Backends = part.Backends.ToFrozenDictionary(backend => backend.Name, backend => Backend(backend, previous, admissions), StringComparer.Ordinal);
        var plans = part.Plans.ToDictionary(plan => plan.Name, plan => new CompiledPlan(plan.Limits), StringComparer.Ordinal);
        byName = part.Consumers.ToFrozenDictionary(
            consumer => consumer.Name,
            consumer => plans.TryGetValue(consumer.Plan, out CompiledPlan? plan)
                ? new ConsumerModel(consumer, new ConsumerLimits(plan, previous?.byName.GetValueOrDefault(consumer.Name)?.Limits.Group ?? admissions.ForConsumer(consumer.Name)))
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

    /// <summary>The counters of all consumers and back ends.</summary>
    public IEnumerable<QuotaGroup> Quotas => byName.Values.Select(consumer => consumer.Limits.Group).Concat(Backends.Values.Select(backend => backend.Gate.Rates));

    public ConsumerModel? FindConsumer(TokenIdentity identity) => index.Find(identity);

    private static BackendModel Backend(SnapshotBackend backend, TrafficModel? previous, Admissions admissions)
    {
        if (!Uri.TryCreate(backend.Address, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            throw new SnapshotContentException($"The address '{backend.Address}' of back end '{backend.Name}' is no http or https URL.");
        BackendGate gate = previous?.Backends.GetValueOrDefault(backend.Name)?.Gate ?? admissions.ForBackend(backend.Name);
        return new BackendModel(backend.Name, backend.Address.TrimEnd('/'), backend.TimeoutSeconds, Rules(backend, gate), gate);
    }

    private static BackendRules Rules(SnapshotBackend backend, BackendGate gate)
    {
        try
        {
            return new BackendRules(backend, gate.Rates);
        }
        catch (Exception error) when (error is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new SnapshotContentException($"The calendar of back end '{backend.Name}' cannot be used: {error.Message}", error);
        }
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
