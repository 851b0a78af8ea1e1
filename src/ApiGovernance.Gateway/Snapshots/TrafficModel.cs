using System.Collections.Frozen;
using System.Text.Json;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authentication.Certificates;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Authentication.Signatures;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Consumers, issuers and back ends of a snapshot. What has state is taken over from the snapshot before where nothing about it changed.</summary>
internal sealed class TrafficModel
{
    private readonly ConsumerIndex index;
    private readonly FrozenDictionary<string, ConsumerModel> byName;

    /// <exception cref="SnapshotContentException">The part contradicts itself.</exception>
    public TrafficModel(
        SnapshotPartReference reference, TrafficPart part, TrafficModel? previous, AuthenticationTools authentication, Admissions admissions, BackendClients clients)
    {
        Reference = reference;
        TimeProvider clock = authentication.Clock;
        Backends = part.Backends.ToFrozenDictionary(
            backend => backend.Name, backend => Backend(backend, previous, authentication, admissions, clients), StringComparer.Ordinal);
        Watched = [.. Backends.Values.Where(backend => backend.Resilience.Destinations.All.Any(destination => destination.Health?.Path is not null))];
        Environments = new BackendEnvironments(part.Backends, authentication.Options.Environment);
        UsesIdentityTokens = part.Backends.Any(backend => backend.Identity == BackendIdentity.Token);
        var plans = part.Plans.ToDictionary(plan => plan.Name, plan => new CompiledPlan(plan.Limits), StringComparer.Ordinal);
        byName = part.Consumers.ToFrozenDictionary(
            consumer => consumer.Name,
            consumer => plans.TryGetValue(consumer.Plan, out CompiledPlan? plan)
                ? new ConsumerModel(consumer, new ConsumerLimits(plan, previous?.byName.GetValueOrDefault(consumer.Name)?.Limits.Group ?? admissions.ForConsumer(consumer.Name)))
                : throw new SnapshotContentException($"Consumer '{consumer.Name}' is on the plan '{consumer.Plan}', which is not in the snapshot."),
            StringComparer.Ordinal);
        index = new ConsumerIndex(part.Consumers.SelectMany(consumer => consumer.Credentials.Select(credential => (credential, byName[consumer.Name]))));
        Keys = NewKeys(part.Consumers, clock);
        Certificates = new CertificateIndex(part.Consumers, name => byName[name]);
        SignatureKeys = new SignatureKeys(part.Consumers, name => byName[name], authentication.Secrets);
        Issuers = NewIssuers(part.Issuers, previous?.Issuers, authentication);
    }

    public SnapshotPartReference Reference { get; }

    public TrustedIssuers Issuers { get; }

    public ApiKeys Keys { get; }

    public CertificateIndex Certificates { get; }

    public SignatureKeys SignatureKeys { get; }

    public FrozenDictionary<string, BackendModel> Backends { get; }

    public BackendEnvironments Environments { get; }

    /// <summary>Whether a back end is told by tokens of ours who calls.</summary>
    public bool UsesIdentityTokens { get; }

    /// <summary>The counters of all consumers and back ends.</summary>
    public IEnumerable<QuotaGroup> Quotas => byName.Values.Select(consumer => consumer.Limits.Group).Concat(Backends.Values.Select(backend => backend.Gate.Rates));

    /// <summary>The back ends that are probed.</summary>
    public IReadOnlyList<BackendModel> Watched { get; }

    /// <summary>The snapshot is swapped in. Not before: one that turns out to be unusable must not touch the counters of the one in force.</summary>
    public void TakeEffect()
    {
        foreach (ConsumerModel consumer in byName.Values)
            consumer.Limits.TakeEffect();
        foreach (BackendModel backend in Backends.Values)
            backend.Rules.TakeEffect(backend.Gate.Rates);
    }

    public ConsumerModel? FindConsumer(TokenIdentity identity) => index.Find(identity);

    private static BackendModel Backend(
        SnapshotBackend written, TrafficModel? previous, AuthenticationTools authentication, Admissions admissions, BackendClients clients)
    {
        SnapshotBackend backend = In(authentication.Options.Environment, written);
        BackendModel? before = previous?.Backends.GetValueOrDefault(backend.Name);
        string text = JsonSerializer.Serialize(backend, ProtocolJson.Options);
        // One object for as long as nothing about it changes: what is compiled for it is then taken over as well.
        if (before?.Written == text)
            return before;
        BackendGate gate = before?.Gate ?? admissions.ForBackend(backend.Name);
        return new BackendModel(backend.Name, backend.Address.TrimEnd('/'), backend.TimeoutSeconds, Rules(backend, gate), gate)
        {
            Owner = backend.Owner,
            Entry = BackendEntry.Of(backend, before?.Entry, authentication),
            Resilience = new BackendResilience(backend, before?.Resilience, authentication.Clock),
            Client = before?.Client ?? clients.Create(backend.Name),
            Written = text,
        };
    }

    /// <summary>The back end where this environment has it; its further addresses are those of the environment that the catalog describes.</summary>
    private static SnapshotBackend In(string? environment, SnapshotBackend backend) =>
        environment is not null && backend.Environments.TryGetValue(environment, out string? address)
            ? backend with { Address = address, Destinations = [] }
            : backend;

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

    private TrustedIssuers NewIssuers(IReadOnlyList<TokenIssuer> issuers, TrustedIssuers? previous, AuthenticationTools authentication)
    {
        try
        {
            return TrustedIssuers.Of(issuers, index.ClaimNames, previous, authentication);
        }
        catch (Exception error) when (error is ArgumentException or UriFormatException)
        {
            throw new SnapshotContentException($"An issuer cannot be used: {error.Message}", error);
        }
    }
}
