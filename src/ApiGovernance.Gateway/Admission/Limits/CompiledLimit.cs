using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>A limit as it is counted.</summary>
internal sealed class CompiledLimit
{
    private const int SlidingSegments = 16;

    private readonly HashSet<string>? apis;

    public CompiledLimit(PlanLimit limit)
    {
        Name = limit.Name;
        Requests = limit.Requests;
        PerSeconds = limit.PerSeconds;
        Per = limit.Per;
        IsBucket = limit.Window == LimitWindow.Bucket;
        bool isSliding = limit.Window == LimitWindow.Sliding;
        Segment = isSliding ? Period / SlidingSegments : Period;
        Segments = isSliding ? SlidingSegments + 1 : 1;
        apis = limit.Apis.Count == 0 ? null : new HashSet<string>(limit.Apis, StringComparer.Ordinal);
        string scope = limit.Apis.Count == 0 ? "" : ":" + string.Join(',', limit.Apis.Order(StringComparer.Ordinal));
        Key = string.Create(CultureInfo.InvariantCulture, $"{Name}:{Requests}/{PerSeconds}:{limit.Window}:{limit.Per}{scope}");
    }

    /// <summary>What the limit is: one that is written otherwise is another limit and counts anew.</summary>
    public string Key { get; }

    public string Name { get; }

    public int Requests { get; }

    public int PerSeconds { get; }

    public LimitScope Per { get; }

    public bool IsBucket { get; }

    /// <summary>Microseconds.</summary>
    public long Period => PerSeconds * AdmissionClock.Second;

    /// <summary>Microseconds of one segment of a window.</summary>
    public long Segment { get; }

    /// <summary>Segments whose use counts.</summary>
    public int Segments { get; }

    /// <summary>Whether every call of a consumer is counted together.</summary>
    public bool IsGeneral => apis is null && Per == LimitScope.Consumer;

    public bool CountsFor(string api) => apis is null || apis.Contains(api);

    /// <summary>What is counted together with this call; empty for all of them.</summary>
    public string ScopeOf(string api, CompiledOperation operation) => Per switch
    {
        LimitScope.Api => api,
        // An operation is the same one in every version: a newer version is no way to more calls.
        LimitScope.Operation => $"{api} {operation.Name}",
        _ => "",
    };

    /// <summary>Its part of <c>RateLimit-Policy</c>. <c>qu</c> is left out: it is the default, <c>requests</c>.</summary>
    /// <param name="partition">From <see cref="PartitionOf"/>.</param>
    public string Policy(string partition) => string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Requests};w={PerSeconds}{partition}");

    /// <summary>
    /// The parameter <c>pk</c>, where one consumer has several counters of the limit: it tells them apart. A hash, because the key
    /// is nobody's business but the caller's.
    /// </summary>
    public static string PartitionOf(string consumer, string scope) => scope.Length == 0
        ? ""
        : $";pk=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{consumer}\n{scope}")).AsSpan(0, 9))}:";
}
