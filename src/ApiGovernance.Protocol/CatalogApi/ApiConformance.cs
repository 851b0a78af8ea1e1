namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>How the contract in force of a version stands to the canonical model.</summary>
/// <param name="Score">0 to 100; null when no schema carries an entity.</param>
/// <param name="Findings">Every deviation.</param>
public sealed record ApiConformance(
    string Api, string Version, int? Score, IReadOnlyList<ConformingSchema> Schemas, IReadOnlyList<CatalogFinding> Findings);

/// <summary>A schema that carries a canonical entity.</summary>
/// <param name="Schema">Its name under the components, or where it is used.</param>
/// <param name="RecognisedBy">How the entity is known: <c>mark</c> (<c>x-canonical</c>), <c>reference</c>, <c>name</c> or <c>fields</c>.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Expected">Canonical fields that were expected or found.</param>
/// <param name="Conforming">Of these, those that agree in full.</param>
/// <param name="Deviating">Those that are there and differ.</param>
public sealed record ConformingSchema(
    string Schema, string Pointer, string Entity, string RecognisedBy, double Confidence, int Expected, int Conforming, int Deviating, int Missing)
{
    public IReadOnlyList<string> Operations { get; init; } = [];
}
