using System.Text.Json.Serialization;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Protocol.Usage;

/// <summary>
/// What one consumer sent to one operation, as far as calls were looked at: names that the contract has, never a value and never a name
/// that a caller made up.
/// </summary>
/// <param name="Consumer">Null for anonymous calls.</param>
/// <param name="Sampled">Calls that were looked at completely and that the gateway let through; 0: nothing is known of the fields.</param>
public sealed record SampledFields(string Api, string Version, string Operation, string? Consumer, long Sampled)
{
    /// <summary>Ordered by kind and name. What is not listed was not sent in the calls that were looked at.</summary>
    public IReadOnlyList<FieldCount> Fields { get => field ?? []; init; } = [];

    /// <summary>
    /// Calls that should have been looked at and could not be, completely: their body is in a format that nobody reads, or breaks the
    /// contract and went on in report mode. While there are such, what is not listed may have been sent all the same.
    /// </summary>
    public long NotSeen { get; init; }

    /// <summary>Of <see cref="Sampled"/>, those with query parameters or properties that the contract does not name.</summary>
    public long WithUnknown { get; init; }

    /// <summary>There were more names than are kept: what is not listed may have been sent all the same.</summary>
    public bool Truncated { get; init; }
}

/// <param name="Name">A parameter's name as the contract writes it, or a property's path: <c>lines[].sku</c>.</param>
/// <param name="Seen">Calls looked at that had it, once or several times.</param>
public sealed record FieldCount(
    [property: JsonConverter(typeof(CamelCaseEnum<FieldKind>))] FieldKind Kind, string Name, long Seen, DateTimeOffset LastSeen);
