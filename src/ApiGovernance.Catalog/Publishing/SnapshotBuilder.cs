using System.Text.Json;
using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>
/// Turns the catalog into what gateways enforce. Pure: the same catalog has the same revision, whatever the order of its records.
/// A version that cannot be served is left out with a finding; the others never suffer for it.
/// </summary>
internal static class SnapshotBuilder
{
    public static BuiltSnapshot Build(SnapshotInput input)
    {
        Dictionary<string, byte[]> parts = new(StringComparer.Ordinal);
        List<SnapshotPartReference> references = [];
        List<Finding> findings = [];
        IReadOnlyList<SnapshotCanonical> canonical = CanonicalParts.Of(input);
        bool canonicalUsed = false;
        foreach (StoredApi api in input.State.Apis.OrderBy(api => api.Name, StringComparer.Ordinal))
        {
            foreach (StoredVersion version in api.Versions.Where(version => version.Spec.Stage >= ApiStage.Preview))
            {
                if (Obstacle(version, input) is { } obstacle)
                {
                    findings.Add(obstacle);
                    continue;
                }

                ContractFacts contract = input.Contracts[version.ContractHash!];
                ApiVersionPart part = ApiVersionPartOf(api.Descriptor, version, contract, input);
                if (CanonicalParts.AreWanted(api.Descriptor))
                    (part, canonicalUsed) = (part with { Canonical = canonical }, true);
                references.Add(Add(parts, SnapshotPartKind.ApiVersion, version.Key, part));
                references.Add(new SnapshotPartReference(SnapshotPartKind.Contract, version.Key, contract.Hash, contract.Size));
            }
        }

        if (canonicalUsed)
        {
            foreach (SnapshotCanonical entity in canonical)
            {
                byte[] schema = input.CanonicalSchemas.Values.First(bytes => SnapshotHash.OfPart(bytes) == entity.Hash);
                parts[entity.Hash] = schema;
                references.Add(new SnapshotPartReference(SnapshotPartKind.Canonical, $"{entity.Entity}@{entity.Version}", entity.Hash, schema.Length));
            }
        }

        references.Add(Add(parts, SnapshotPartKind.Traffic, "traffic", TrafficOf(input)));
        return new BuiltSnapshot(SnapshotHash.Manifest(references), parts, findings);
    }

    private static Finding? Obstacle(StoredVersion version, SnapshotInput input)
    {
        string? reason = version.ContractHash is null ? "it has no contract"
            : !input.Contracts.TryGetValue(version.ContractHash, out ContractFacts? contract) ? "its contract is not in the store"
            : contract.Trouble;
        return reason is null
            ? null
            : CatalogFindings.Catalog("snapshot-version-left-out", $"{version.Key} is not published: {reason}.", "Submit its contract again.") with
            {
                Api = version.Api,
            };
    }

    private static ApiVersionPart ApiVersionPartOf(ApiDescriptor api, StoredVersion version, ContractFacts contract, SnapshotInput input)
    {
        ApiVersionSpec spec = version.Spec;
        return new ApiVersionPart
        {
            Api = api.Name,
            Version = spec.Name,
            Title = api.Metadata.Title ?? api.Name,
            Owner = OwnerOf(api.Spec.Owner, input.State),
            Entity = api.Spec.Entity,
            Visibility = api.Spec.Visibility,
            BasePath = api.Spec.BasePath,
            VersionHeader = api.Spec.Versioning.Header,
            IsDefault = api.Spec.Versioning.Default == spec.Name,
            Stage = spec.Stage,
            DeprecatedOn = spec.DeprecatedOn,
            Sunset = spec.Sunset,
            Successor = spec.Successor,
            Documentation = spec.Documentation,
            Backend = spec.Backend ?? api.Spec.Backend,
            UpstreamPath = spec.UpstreamPath,
            MaxBodyBytes = api.Spec.Limits.MaxBodyBytes,
            AuthenticationRequired = api.Spec.AuthenticationRequired,
            RequestValidation = spec.RequestValidation,
            ResponseValidation = spec.ResponseValidation,
            Policy = api.Spec.Policy,
            Operations = [.. api.Spec.Operations.Where(rule => rule.IsFor(spec.Name))],
            ContractHash = contract.Hash,
            ContractVersion = contract.Version,
            Versioning = VersioningOf(api.Spec.Versioning),
            ReleasedOn = spec.ReleasedOn,
            EarlierContracts = input.EarlierContracts.GetValueOrDefault(version.Key) ?? [],
            Canary = spec.Canary,
            Shadow = spec.Shadow,
            BrownOuts = spec.BrownOuts,
        };
    }

    private static SnapshotVersioning VersioningOf(ApiVersioning versioning) =>
        new(versioning.MediaTypeParameter, versioning.Query, versioning.Precedence, versioning.OnConflict);

    private static SnapshotOwner OwnerOf(string name, CatalogState state)
    {
        TeamSpec? team = (state.Find("Team", name)?.Descriptor as TeamDescriptor)?.Spec;
        return new SnapshotOwner(name, team is { Contacts.Count: > 0 } ? team.Contacts[0].Value : "", team?.SupportUrl);
    }

    private static TrafficPart TrafficOf(SnapshotInput input)
    {
        ILookup<string, StoredSecret> keys = input.State.Secrets.Where(key => key.Revoked is null).ToLookup(key => key.Consumer, StringComparer.Ordinal);
        return new TrafficPart
        {
            Backends =
            [
                .. input.State.Of<BackendDescriptor>().OrderBy(backend => backend.Name, StringComparer.Ordinal).Select(backend => new SnapshotBackend(
                    backend.Name, backend.Spec.System, input.BackendAddress(backend.Name) ?? backend.Spec.Address, backend.Spec.TimeoutSeconds,
                    backend.Spec.MaxConcurrency)
                {
                    Environments = new SortedDictionary<string, string>(
                        backend.Spec.Environments.ToDictionary(pair => pair.Key, pair => pair.Value.Address, StringComparer.Ordinal), StringComparer.Ordinal),
                    Owner = OwnerOf(backend.Spec.Owner, input.State),
                    Identity = backend.Spec.Identity,
                    Credentials = backend.Spec.Credentials,
                    Limits = backend.Spec.Limits,
                    Calendar = backend.Spec.Calendar,
                    Queue = backend.Spec.Queue,
                    AdaptiveConcurrency = backend.Spec.AdaptiveConcurrency,
                    // Elsewhere than where the catalog says it has other addresses too.
                    Destinations = input.BackendAddress(backend.Name) is null ? backend.Spec.Destinations : [],
                    Breaker = backend.Spec.Breaker,
                    Health = backend.Spec.Health,
                    HonoursIdempotencyKey = backend.Spec.HonoursIdempotencyKey,
                }),
            ],
            Consumers =
            [
                .. EffectiveSubscriptions.Of(input.State).OrderBy(consumer => consumer.Name, StringComparer.Ordinal).Select(consumer => new SnapshotConsumer(
                    consumer.Name, consumer.Spec.Plan, consumer.Spec.Credentials, consumer.Spec.Subscriptions)
                {
                    Certificates = consumer.Spec.Certificates,
                    SignatureKeys = consumer.Spec.SignatureKeys,
                    Explain = consumer.Spec.Explain,
                    Keys =
                    [
                        .. keys[consumer.Name].OrderBy(key => key.Id, StringComparer.Ordinal).Select(key => new SnapshotApiKey(key.Id, key.Salt, key.Hash) { Expires = key.Expires }),
                    ],
                }),
            ],
            Plans =
            [
                .. input.State.Of<PlanDescriptor>().OrderBy(plan => plan.Name, StringComparer.Ordinal)
                    .Select(plan => new SnapshotPlan(plan.Name, plan.Spec.Limits)),
            ],
            Issuers = [.. input.Issuers.OrderBy(issuer => issuer.Name, StringComparer.Ordinal)],
        };
    }

    private static SnapshotPartReference Add<T>(Dictionary<string, byte[]> parts, SnapshotPartKind kind, string name, T part)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(part, ProtocolJson.Options);
        string hash = SnapshotHash.OfPart(bytes);
        parts[hash] = bytes;
        return new SnapshotPartReference(kind, name, hash, bytes.Length);
    }
}
