using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Pairs;

/// <summary>Two schemas that stand for each other, judged in one direction: what changed here, and which pairs are below.</summary>
internal sealed class PairNode(SchemaTerm old, SchemaTerm now, string subject, bool isRequest)
{
    public SchemaTerm Old => old;

    public SchemaTerm New => now;

    public string Subject => subject;

    public bool IsRequest => isRequest;

    public SchemaTerm Producer => isRequest ? old : now;

    public SchemaTerm Consumer => isRequest ? now : old;

    /// <summary>How the value is written.</summary>
    public Spelling Spelling { get; init; }

    public List<SchemaChange> Changes { get; } = [];

    public List<PairEdge> Edges { get; } = [];

    /// <summary>Where it is written now; where it was, when nothing is.</summary>
    public ResolvedNode Place => now.Place ?? old.Place ?? now.Space.Nowhere;

    /// <summary>Nothing that a keeper of the base sends or expects is harmed here; null while nobody asked.</summary>
    public bool? Holds { get; set; }
}

/// <summary>How a value below lies in the value above.</summary>
internal enum StepKind
{
    /// <summary>The same value: a branch of a choice.</summary>
    Branch,

    Property,

    /// <summary>Items behind the prefix.</summary>
    Items,

    /// <summary>An item of the prefix.</summary>
    Index,

    /// <summary>A property of no known name.</summary>
    Additional,

    /// <summary>A property whose name matches a pattern.</summary>
    Pattern,
}

/// <param name="Name">Of a property or pattern; null for others.</param>
/// <param name="Group">The producer's choice that a branch belongs to; null when the branch stands for the whole.</param>
internal sealed record PairStep(StepKind Kind, string? Name = null, int Index = 0, Alternatives? Group = null, SchemaTerm? Branch = null)
{
    /// <summary>In the words of <see cref="SchemaPosition.Path"/>; null for the same value.</summary>
    public string? Word => Kind switch
    {
        StepKind.Property => Name,
        StepKind.Items => "[]",
        StepKind.Index => $"[{Index}]",
        StepKind.Additional => "*",
        StepKind.Pattern => $"/{Name}/",
        _ => null,
    };
}

internal sealed record PairEdge(PairStep Step, PairNode Target);
