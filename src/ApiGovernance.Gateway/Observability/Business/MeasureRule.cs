using System.Collections.Frozen;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Observability.Business;

/// <summary>What calls of one operation mean to the business, and where they say the rest; made ready when the snapshot is applied.</summary>
internal sealed class MeasureRule
{
    /// <summary>A channel that the catalog does not have.</summary>
    public const string OtherChannel = "other";

    /// <summary>Nobody says through which channel the call comes.</summary>
    public const string UnknownChannel = "unknown";

    private const string HeaderPrefix = "header:";

    private static readonly string[] OrderPaths = ["/order", "/orders"];

    private readonly FrozenSet<string> channels;

    private MeasureRule(MeasurePolicy policy, CompiledOperation operation)
    {
        Event = policy.Event;
        Entity = BusinessEvents.EntityOf(policy.Event);
        channels = policy.Channels.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        if (policy.Channel is { } channel && channel.StartsWith(HeaderPrefix, StringComparison.Ordinal))
            ChannelHeader = channel[HeaderPrefix.Length..];
        else if (policy.Channel is { } pointer)
            ChannelPointer = Steps(pointer);
        if (policy.Id is not { } id)
            return;
        int colon = id.IndexOf(':', StringComparison.Ordinal);
        string place = id[(colon + 1)..];
        switch (id[..colon])
        {
            case "request":
                RequestId = Steps(place);
                break;
            case "response":
                ResponseId = Steps(place);
                break;
            default:
                PathId = operation.PathParameters.ToList().IndexOf(place);
                break;
        }
    }

    public BusinessEvent Event { get; }

    /// <summary>What the event happens to.</summary>
    public string Entity { get; }

    public string? ChannelHeader { get; }

    /// <summary>The steps to the channel in the request's body.</summary>
    public string[]? ChannelPointer { get; }

    /// <summary>The steps to the id in the request's body.</summary>
    public string[]? RequestId { get; }

    /// <summary>The steps to the id in the answer's body.</summary>
    public string[]? ResponseId { get; }

    /// <summary>Which of the path's parameters is the id; -1 for none.</summary>
    public int PathId { get; } = -1;

    public bool ReadsRequest => ChannelPointer is not null || RequestId is not null;

    /// <summary>What is counted for what a caller has written.</summary>
    public string Known(string written) => channels.TryGetValue(written, out string? channel) ? channel : OtherChannel;

    /// <summary>Nothing is said of the operation: it counts as an order where it can hardly be anything else.</summary>
    /// <returns>Null where calls of the operation are not counted.</returns>
    public static MeasureRule? Compile(ApiVersionPart part, CompiledOperation operation, MeasurePolicy? policy)
    {
        MeasurePolicy? said = policy ?? (IsOrderIntake(part, operation) ? new MeasurePolicy(BusinessEvent.OrderPlaced) : null);
        return said is null or { Event: BusinessEvent.None } ? null : new MeasureRule(said, operation);
    }

    private static bool IsOrderIntake(ApiVersionPart part, CompiledOperation operation) =>
        part.Entity == "order" && operation.Method == "POST" && OrderPaths.Contains(operation.Template, StringComparer.OrdinalIgnoreCase);

    private static string[] Steps(string pointer) =>
        [.. pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
