using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Decisions;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Gateway.Validation;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway;

/// <summary>One request on its way through the gateway: what the stages before found out, for those after.</summary>
internal sealed class Exchange(HttpContext context, GatewaySnapshot? snapshot, long startedAt)
{
    public HttpContext Context { get; } = context;

    /// <summary>The snapshot that this request began with; it ends with the same one. Null before the first was applied.</summary>
    public GatewaySnapshot? Snapshot { get; } = snapshot;

    /// <summary>Timestamp of the clock in use.</summary>
    public long StartedAt { get; } = startedAt;

    public string CorrelationId { get; set; } = "";

    public RequestPath Path { get; set; }

    /// <summary>Header fields that do not go on; null for none.</summary>
    public List<string>? UnwantedFields { get; set; }

    public ApiEntry? Api { get; set; }

    public ServedVersion? Version { get; set; }

    /// <summary>The fields by which the version was chosen, for caches; null when the target says it all.</summary>
    public string? Vary { get; set; }

    /// <summary>The query names the version.</summary>
    public bool HasVersionQuery { get; set; }

    /// <summary>How many segments of the path come before the contract's path.</summary>
    public int PrefixSegments { get; set; }

    public CompiledOperation? Operation { get; set; }

    /// <summary>The contract has no operation for the call; told to those who may call the version. Null when it has one.</summary>
    public Problem? Unmatched { get; set; }

    /// <summary>What the catalog says about the operation; there is one from where there is an operation.</summary>
    public OperationSettings? Settings { get; set; }

    /// <summary>Where the values of the template's parameters stand in <see cref="RequestPath.Raw"/>, in the template's order.</summary>
    public Range[] PathValues { get; set; } = [];

    /// <summary>What the verified token says; null for anonymous calls.</summary>
    public TokenIdentity? Identity { get; set; }

    public ConsumerModel? Consumer { get; set; }

    /// <summary>What the gateway shows the back end in the place of the caller's credential; null: nothing.</summary>
    public string? OnwardAuthorization { get; set; }

    /// <summary>True once authentication is past: from here on the call counts as usage.</summary>
    public bool IsIdentified { get; set; }

    /// <summary>The caller may call the version, so that it may know what the contract has.</summary>
    public bool IsAuthorized { get; set; }

    /// <summary>The API wants to know its callers, and does not know this one: it is told nothing that is not in its own request.</summary>
    public bool IsStranger => !IsIdentified && AsksWhoCalls;

    /// <summary>Whether the API, or this version of it, is for known callers only.</summary>
    public bool AsksWhoCalls => Version?.Part.AuthenticationRequired ?? Api?.AuthenticationRequired ?? false;

    /// <summary>The answer's <c>RateLimit</c> field; null where no plan holds.</summary>
    public string? RateLimit { get; set; }

    /// <summary>The bytes whose digest was signed; null where no signature covers a body.</summary>
    public BufferedBody? SignedBody { get; set; }

    /// <summary>The answer's <c>RateLimit-Policy</c> field; there is one where there is <see cref="RateLimit"/>.</summary>
    public string? RateLimitPolicy { get; set; }

    /// <summary>The bytes that were validated and go on.</summary>
    public BufferedBody? Body { get; set; }

    /// <summary>The bytes of the answer that were validated.</summary>
    public BufferedBody? ResponseBody { get; set; }

    /// <summary>Why the back end's answer is not passed on.</summary>
    public Problem? ResponseProblem { get; set; }

    /// <summary>The contract's media type of a body whose content nobody could check; null when it was checked or there is nothing to say.</summary>
    public string? UncheckedBody { get; set; }

    /// <summary>Where this call is counted, once somebody asked.</summary>
    public UsageCounter? Usage { get; set; }

    /// <summary>What is noted of the call's fields; null for a call that is not looked at.</summary>
    public FieldObservation? Observation { get; set; }

    /// <summary>What was read of a call that means something to the business; null for others, and before its end.</summary>
    public BusinessCall? Business { get; set; }

    /// <summary>The copy of this call; null for a call that has none.</summary>
    public ShadowCall? Shadow { get; set; }

    /// <summary>The head of the answer is the back end's own, and not one that was kept or is fixed.</summary>
    public bool IsBackendAnswer { get; set; }

    /// <summary>The back end at which this call holds a place.</summary>
    public BackendGate? Slot { get; set; }

    /// <summary>When it took it, in microseconds of the gate's clock.</summary>
    public long SlotTakenAt { get; set; }

    /// <summary>The stage that the call is at, or ended at.</summary>
    public int Stage { get; set; }

    /// <summary>What stages had to say that the answer does not show; null for nothing.</summary>
    public List<DecisionNote>? Notes { get; private set; }

    /// <summary>For whoever wants the call explained later; only where something out of the ordinary was decided.</summary>
    /// <param name="record">The record of the catalog that decided, e.g. <c>backends/erp</c>.</param>
    public void Note(string stage, string? record, string? rule, string detail) => (Notes ??= []).Add(new DecisionNote(stage, record, rule, detail));

    /// <summary>The call to the back end where the catalog says something about failures; null for one that goes out as it is.</summary>
    public BackendCall? Call { get; set; }

    /// <summary>The call as it is carried out under a key; null where none is, or the key was answered from the record.</summary>
    public IdempotentCall? Idempotent { get; set; }

    /// <summary>The gateway has given an answer that is no refusal; later stages have nothing to do.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Why the gateway refused; null when the back end answered.</summary>
    public Problem? Problem { get; set; }

    /// <summary>Who answered: <c>refused</c> and <c>answered</c> the gateway, <c>degraded</c> the gateway in place of a back end that fails, <c>forwarded</c> the back end.</summary>
    public string Outcome => Problem is not null ? "refused" : IsAnswered ? "answered" : Call?.IsDegraded == true ? "degraded" : "forwarded";
}
