using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.Diff.Rules.Schemas;

namespace ApiGovernance.Diff.Comparison.Pairs;

/// <summary>All pairs of schemas that stand for each other, each compared once however many operations reach it.</summary>
internal sealed class PairGraph(SchemaSpace before, SchemaSpace after, SameMeaning same)
{
    private readonly Dictionary<(int, int, string, bool, Spelling), PairNode> _nodes = [];
    private readonly Queue<PairNode> _open = new();

    public SchemaSpace Before => before;

    public SchemaSpace After => after;

    public InclusionSolver Requests { get; } = new(JsonSchema.SchemaDirection.Request, (one, other) => AreSame(one, other, before, same));

    public InclusionSolver Responses { get; } = new(JsonSchema.SchemaDirection.Response, (one, other) => AreSame(one, other, before, same));

    /// <summary>Null when both are the same.</summary>
    public PairNode? Compare(SchemaTerm old, SchemaTerm now, string subject, bool isRequest, Spelling spelling)
    {
        PairNode? root = Find(old, now, subject, isRequest, spelling);
        while (_open.TryDequeue(out PairNode? pair))
            PairRules.Compare(pair, this);
        return root;
    }

    /// <summary>For rules: the pair below, which is compared later.</summary>
    public PairNode? Find(SchemaTerm old, SchemaTerm now, string subject, bool isRequest, Spelling spelling = Spelling.Json)
    {
        if ((old == before.Anything && now == after.Anything) || (old.IsNothing && now.IsNothing) || AreSame(old, now, before, same))
            return null;
        if (!_nodes.TryGetValue((old.Id, now.Id, subject, isRequest, spelling), out PairNode? node))
        {
            _nodes[(old.Id, now.Id, subject, isRequest, spelling)] = node = new PairNode(old, now, subject, isRequest) { Spelling = spelling };
            _open.Enqueue(node);
        }

        return node;
    }

    /// <summary>Whether nothing breaks at this pair: requests of the base are fine, responses of the revision were expected.</summary>
    public bool Holds(PairNode pair) => pair.Holds ??= Includes(pair);

    /// <summary>By the types that are written, or by the texts on the wire: either is a proof.</summary>
    private bool Includes(PairNode pair)
    {
        InclusionSolver solver = pair.IsRequest ? Requests : Responses;
        if (solver.Includes(pair.Consumer, pair.Producer))
            return true;
        if (pair.Spelling == Spelling.Json)
            return false;
        SchemaTerm taken = TextTerms.Taken(pair.Consumer, pair.Spelling);
        return solver.Includes(taken, TextTerms.Sent(pair.Producer, pair.Spelling)) || solver.Includes(taken, TextTerms.Written(pair.Producer, pair.Spelling));
    }

    private static bool AreSame(SchemaTerm one, SchemaTerm other, SchemaSpace before, SameMeaning same)
    {
        if (one.Space == other.Space)
            return ReferenceEquals(one, other);
        if (one.Parts.Count > 0 || other.Parts.Count > 0)
        {
            return one.Parts.Count == other.Parts.Count && one.Parts.Zip(other.Parts).All(pair => AreSame(pair.First, pair.Second, before, same));
        }

        if (one.IsDerived || other.IsDerived || one.Place is not { } place || other.Place is not { } there)
            return false;
        return one.Space == before ? same.Holds(place.Node, there.Node) : same.Holds(there.Node, place.Node);
    }
}
