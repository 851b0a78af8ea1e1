using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>An event: its payload, or its headers as one object.</summary>
internal sealed record MessageFrame(ApiOperation Before, ApiOperation After) : WitnessFrame(Before, After)
{
    public SchemaReference? Old { get; init; }

    public SchemaReference? New { get; init; }

    /// <summary>What stands for the request line in the base: <c>event OrderCreated on orders/created</c>.</summary>
    public required string OldLine { get; init; }

    public required string NewLine { get; init; }

    /// <summary>The content type; null when nobody says.</summary>
    public string? OldType { get; init; }

    public string? NewType { get; init; }

    public bool IsHeaders { get; init; }

    public WitnessExchange? Spell(Instance value, bool isRequest)
    {
        string? type = isRequest ? OldType : NewType;
        WitnessExchange exchange = new() { IsRequest = isRequest, RequestLine = isRequest ? OldLine : NewLine };
        if (IsHeaders)
            return value.Kind != Kinds.Object ? null : exchange with { Headers = [.. value.Members.Select(member => KeyValuePair.Create(member.Key, member.Value.AsString ?? member.Value.Text))] };
        if (type is not null && !MediaTypes.IsJson(type))
            return null;
        return exchange with { Headers = type is null ? [] : [KeyValuePair.Create("Content-Type", type)], Body = value.Text };
    }
}
