using System.Text.Json;
using System.Text.Json.Serialization;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// What a contract is about, without the contract: small enough to be stored beside each contract and kept for a whole estate.
/// Two footprints of the same text are equal, wherever and whenever they were made.
/// </summary>
public sealed record ApiFootprint
{
    /// <summary>Rises when the same contract would have another footprint; stored ones of a lower number are made anew.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Comparing two APIs takes time with the product of their operations, so an API has no more of them than this.</summary>
    public const int MaxOperations = 2000;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The <see cref="EntityVocabulary.Revision"/> that it was made with.</summary>
    public required string Vocabulary { get; init; }

    public required string Api { get; init; }

    public required string Version { get; init; }

    /// <summary>Null where nothing canonical was recognised.</summary>
    public FootprintEntity? Entity { get; init; }

    /// <summary>In the order of the contract.</summary>
    public required IReadOnlyList<FootprintOperation> Operations { get; init; }

    /// <summary>How many operations more the contract has than are compared; see <see cref="MaxOperations"/>.</summary>
    public int Omitted { get; init; }

    /// <summary>Words of the title, sorted.</summary>
    public required IReadOnlyList<string> Title { get; init; }

    /// <summary>Words of the names of all schemas, sorted.</summary>
    public required IReadOnlyList<string> Schemas { get; init; }

    /// <summary>Names of fields in bodies, sorted.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Names of fields in bodies that identify something, sorted.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <param name="api">Its name in the catalog.</param>
    /// <param name="version">Its name in the catalog, e.g. <c>v2</c>.</param>
    /// <param name="declaredEntity">What the descriptor says it serves (<c>spec.entity</c>); null when it says nothing.</param>
    public static ApiFootprint Of(string api, string version, ApiContract contract, EntityVocabulary vocabulary, string? declaredEntity)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new FootprintBuilder(contract, vocabulary).Build(api, version, declaredEntity);
    }

    /// <summary>Whether the same contract would have this footprint with these words and this declared entity.</summary>
    public bool IsOf(EntityVocabulary vocabulary, string? declaredEntity)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return Vocabulary == vocabulary.Revision && (Entity is { IsDeclared: true } declared ? declared.Name : null) == declaredEntity;
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, FootprintTypes.Default.ApiFootprint);

    /// <returns>Null when it is of another <see cref="Format"/>: then make it from the contract.</returns>
    /// <exception cref="JsonException">It is no footprint.</exception>
    public static ApiFootprint? FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, FootprintTypes.Default.ApiFootprint) is { Format: CurrentFormat } footprint ? footprint : null;
}

/// <summary>The entity that an API is mainly about.</summary>
/// <param name="Confidence">From 0 to 1: its share of all that points to an entity; 1 where it is declared.</param>
/// <param name="Evidence">Why, one phrase each.</param>
public sealed record FootprintEntity(string Name, double Confidence, bool IsDeclared, IReadOnlyList<string> Evidence);

/// <summary>Footprints as they are stored, described when this is built: a native build has no reflection to find it out at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiFootprint))]
internal sealed partial class FootprintTypes : JsonSerializerContext;
