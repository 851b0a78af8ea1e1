using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>How a contract stands to the canonical model, with the evidence.</summary>
public sealed record ConformanceReport
{
    /// <summary>0 to 100 over all fields of all schemas; null when no schema carries an entity.</summary>
    public int? Score { get; init; }

    /// <summary>The schemas that carry an entity, in the order of the document.</summary>
    public required IReadOnlyList<SchemaConformance> Schemas { get; init; }

    /// <summary>Schemas that say they carry no entity (<c>x-canonical: none</c>), by name.</summary>
    public required IReadOnlyList<string> OptedOut { get; init; }

    /// <summary>Every deviation once, in the order of the text.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The entities that the contract carries, ordered by name.</summary>
    public IEnumerable<string> Entities => Schemas.Select(s => s.Entity).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public static ConformanceReport Empty { get; } = new() { Schemas = [], OptedOut = [], Findings = [] };
}

/// <summary>One schema that carries an entity.</summary>
public sealed record SchemaConformance
{
    /// <summary>The name under the components, or where it is used: <c>POST /orders request</c>.</summary>
    public required string Schema { get; init; }

    public required string Pointer { get; init; }

    public SourceSpan? Source { get; init; }

    public required string Entity { get; init; }

    public required RecognitionSign Sign { get; init; }

    /// <summary>0 to 1; 1 for what the author says.</summary>
    public required double Confidence { get; init; }

    public required EntityRole Role { get; init; }

    /// <summary>The operations that take or give it, in the order of the document.</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>Every canonical field that was expected or found, in the order of the canonical schema.</summary>
    public required IReadOnlyList<FieldConformance> Fields { get; init; }

    /// <summary>Own fields beside the canonical ones.</summary>
    public required IReadOnlyList<string> ExtraFields { get; init; }

    public int Expected => Fields.Count;

    public int Conforming => Fields.Count(f => f.Credit == 100);

    public int Deviating => Fields.Count(f => f.Here is not null && f.Credit < 100);

    public int Missing => Fields.Count(f => f.Here is null);

    /// <summary>0 to 100.</summary>
    public int Score => ScoreOf(Fields);

    /// <summary>The credits of the fields, core fields twice, rounded down.</summary>
    internal static int ScoreOf(IEnumerable<FieldConformance> fields)
    {
        int credits = 0;
        int weights = 0;
        foreach (FieldConformance field in fields)
        {
            credits += field.Credit * field.Weight;
            weights += field.Weight;
        }

        return weights == 0 ? 100 : credits / weights;
    }
}

/// <summary>One canonical field in one schema.</summary>
/// <param name="Field">From the entity on: <c>lines.quantity</c>.</param>
/// <param name="Here">The property or properties that carry it; null when it is missing.</param>
/// <param name="IsCore">Core fields count twice.</param>
/// <param name="Credit">0 to 100: 100 conforms, 0 is missing; between them what the rules leave.</param>
/// <param name="Rules">The rules that it breaks.</param>
public sealed record FieldConformance(string Field, string? Here, bool IsCore, int Credit, IReadOnlyList<string> Rules)
{
    public int Weight => IsCore ? 2 : 1;
}

/// <summary>How it is known which entity a schema carries.</summary>
public enum RecognitionSign
{
    /// <summary><c>x-canonical</c>.</summary>
    Mark,

    /// <summary>A <c>$ref</c> to the canonical file.</summary>
    Reference,

    /// <summary>Its name and its fields.</summary>
    Name,

    /// <summary>Its fields alone.</summary>
    Fields,
}

/// <summary>What a schema is used for, which decides what it must carry.</summary>
public enum EntityRole
{
    /// <summary>A response, a webhook, or no use at all: every core field.</summary>
    Full,

    /// <summary>A request that creates or replaces: every core field that the system of record does not assign.</summary>
    Input,

    /// <summary>A short form in a list or beside something else: what is there must be right.</summary>
    Summary,

    /// <summary>A partial change: what is there must be right.</summary>
    Patch,
}
