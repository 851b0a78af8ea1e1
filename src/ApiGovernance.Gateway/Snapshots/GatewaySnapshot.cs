using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Lifecycle;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Canary;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Gateway.Versioning;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Everything that one revision says, compiled. Immutable but for counters; swapped as a whole.</summary>
internal sealed record GatewaySnapshot(
    string Revision, ApiTable Apis, TrafficModel Traffic, IReadOnlyDictionary<string, ServedVersion> Versions, IReadOnlyList<QuarantinedApi> Quarantined)
{
    /// <summary>The parts that are really served: those of the manifest, but for quarantined versions that go on with their last good ones.</summary>
    public required IReadOnlyList<SnapshotPartReference> ServedParts { get; init; }
}

/// <summary>An API version as compiled from its part and contract; independent of the rest of the snapshot, so it is reused.</summary>
/// <param name="Reference">The part that it was compiled from.</param>
internal sealed record ApiVersionModel(
    SnapshotPartReference Reference, SnapshotPartReference ContractReference, ApiVersionPart Part, CompiledContract Contract)
{
    /// <summary>The canonical schemas that it was compiled with.</summary>
    public IReadOnlyList<SnapshotPartReference> CanonicalReferences { get; init; } = [];

    public LifecycleHeaders Lifecycle { get; } = new(Part);

    /// <summary>By <see cref="CompiledOperation.Index"/>.</summary>
    public OperationSettings[] Settings { get; } = OperationSettings.Compile(Part, Contract.Operations);

    public MinorVersions Minors { get; } = new(Part);

    /// <summary>Null unless a shadow is compared by them.</summary>
    public AnswerSchemas? Answers { get; init; }
}

/// <summary>A version in a snapshot: what was compiled, and its back end as the snapshot has it.</summary>
/// <param name="isCanary">It is the back end on trial, and not the version's own.</param>
internal sealed class ServedVersion(ApiVersionModel model, BackendModel backend, bool isCanary = false)
{
    public ApiVersionModel Model { get; } = model;

    public ApiVersionPart Part => Model.Part;

    public BackendModel Backend { get; } = backend;

    public bool IsCanary { get; } = isCanary;

    /// <summary>Part of the calls goes to another back end; null when none does.</summary>
    public CanaryModel? Canary { get; init; }

    /// <summary>Copies of calls go to another back end; null when none do.</summary>
    public ShadowModel? Shadow { get; init; }

    /// <summary>What stands before the contract's path at the back end.</summary>
    public string UpstreamPrefix { get; } = backend.Address + model.Part.UpstreamPath.TrimEnd('/');
}

/// <param name="Address">Without a trailing slash.</param>
internal sealed record BackendModel(string Name, string Address, int TimeoutSeconds, BackendRules Rules, BackendGate Gate)
{
    /// <summary>Whom to call when it fails; null in parts of earlier versions.</summary>
    public SnapshotOwner? Owner { get; init; }

    /// <summary>How it is told who calls, and lets the gateway in.</summary>
    public required BackendEntry Entry { get; init; }

    public required BackendResilience Resilience { get; init; }

    /// <summary>Its connections.</summary>
    public required HttpMessageInvoker Client { get; init; }

    /// <summary>Its record, as the snapshot has it for this gateway.</summary>
    public required string Written { get; init; }

    /// <summary>How the forwarder calls it.</summary>
    public ForwarderRequestConfig Request { get; } = new() { ActivityTimeout = TimeSpan.FromSeconds(TimeoutSeconds) };

    /// <summary>It does a thing once, however often a call with the same <c>Idempotency-Key</c> comes.</summary>
    public bool HonoursIdempotencyKey => Resilience.HonoursIdempotencyKey;
}
