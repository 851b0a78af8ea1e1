using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Compares two schemas: what changed in them, and which schemas below stand for each other.</summary>
internal static class PairRules
{
    public static void Compare(PairNode pair, PairGraph graph)
    {
        PairContext context = new(pair, graph);
        if (context.Old.Dangling.Count + context.New.Dangling.Count > 0)
            return;
        NoteRules.Check(context);
        TypeRules.Check(context);
        // Where one side is a choice and nothing else, its branches are what the other side is compared with.
        if (IsMereChoice(context.Old) != IsMereChoice(context.New))
        {
            AlternativeRules.Check(context);
            return;
        }

        ValueRules.Check(context);
        NumberRules.Check(context);
        StringRuleset.Check(context);
        if (context.BothHave(Kinds.Array))
            ArrayRuleset.Check(context);
        // What is said of members means something only where both sides can have them; else the type has changed.
        if (context.BothHave(Kinds.Object))
            ObjectRuleset.Check(context);
        AlternativeRules.Check(context);
        CombinationRules.Check(context);
    }

    private static bool IsMereChoice(SchemaShape shape) =>
        shape.Groups.Count > 0 && shape.Objects.IsFree && shape.Arrays.IsFree && shape.Strings.IsFree && shape.Numbers.IsFree && shape.Listed == Kinds.None;
}

/// <summary>One pair while its rules run.</summary>
internal sealed class PairContext(PairNode pair, PairGraph graph)
{
    public PairNode Pair => pair;

    public PairGraph Graph => graph;

    public SchemaShape Old { get; } = pair.Old.Shape;

    public SchemaShape New { get; } = pair.New.Shape;

    public bool IsRequest => pair.IsRequest;

    public string Takes => pair.IsRequest ? "accepts" : "may return";

    public string NoLongerTakes => pair.IsRequest ? "no longer accepts" : "no longer returns";

    public bool BothHave(Kinds kind) => Old.Has(kind) && New.Has(kind);

    /// <summary>Both can have values of the kind that no list names.</summary>
    public bool BothFree(Kinds kind) => (Old.Kinds & ~Old.Listed & kind) != 0 && (New.Kinds & ~New.Listed & kind) != 0;

    /// <param name="aspect">Of <see cref="SchemaAspects"/>.</param>
    /// <param name="message">What follows the operation, from the words for the value.</param>
    public void Report(string aspect, Func<string, string> message, string? before = null, string? after = null, string? tag = null, ResolvedNode? at = null, ResolvedNode? was = null, bool isByMeaning = false, bool isSafe = false, Severity? atLeast = null) =>
        pair.Changes.Add(new SchemaChange
        {
            Id = $"{pair.Subject}-{aspect}",
            Message = position => message(position.Name),
            Before = before,
            After = after,
            At = at ?? pair.Place,
            Was = was ?? pair.Old.Place,
            Tag = tag,
            AtLeast = atLeast,
            IsByMeaning = isByMeaning,
            IsSafe = isSafe,
        });

    /// <summary>Reports a property of this object under an id of its own.</summary>
    public void ReportProperty(
        string id, string name, Func<SchemaPosition, string> message, string? before, string? after, string? tag, ResolvedNode? at, ResolvedNode? was,
        Severity? atLeast = null, bool isByMeaning = false, bool isOfXml = false) =>
        pair.Changes.Add(new SchemaChange
        {
            Id = id,
            Property = name,
            Message = position => message(position.Below(name)),
            Before = before,
            After = after,
            At = at ?? pair.Place,
            Was = was,
            Tag = tag,
            AtLeast = atLeast,
            IsByMeaning = isByMeaning || isOfXml,
            IsOfXml = isOfXml,
        });

    public void Below(PairStep step, SchemaTerm old, SchemaTerm now, string? subject = null)
    {
        string target = subject ?? (step.Word is { } word ? SchemaPosition.SubjectBelow(pair.Subject, word) : pair.Subject);
        Spelling spelling = step.Kind == StepKind.Branch ? pair.Spelling : Spellings.Below(pair.Spelling, old, now);
        if (graph.Find(old, now, target, pair.IsRequest, spelling) is { } below)
            pair.Edges.Add(new PairEdge(step, below));
    }
}
