using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// Rewrites a pattern into a smaller one that accepts the same texts. Not for patterns with backreferences: which group matched
/// what is lost.
/// </summary>
internal static class PatternSimplifier
{
    public static PatternNode Simplify(PatternNode node) => node switch
    {
        GroupNode group => Simplify(group.Item),
        SequenceNode => Sequence(node),
        ChoiceNode => Choice(node),
        RepeatNode repeat => Repeat(repeat),
        LookNode look => new LookNode(Simplify(look.Item), look.Behind, look.Negated),
        _ => node,
    };

    private static PatternNode Sequence(PatternNode node)
    {
        var items = new List<PatternNode>(node.Parts.Length);
        foreach (PatternNode part in node.Parts)
        {
            PatternNode item = Simplify(part);
            if (item is SequenceNode)
                items.AddRange(item.Parts);
            else
                items.Add(item);
        }

        return items.Count == 1 ? items[0] : new SequenceNode([.. items]);
    }

    private static PatternNode Choice(PatternNode node)
    {
        var options = new List<PatternNode>(node.Parts.Length);
        bool allSets = true;
        foreach (PatternNode part in node.Parts)
        {
            PatternNode option = Simplify(part);
            if (option is ChoiceNode)
                options.AddRange(option.Parts);
            else
                options.Add(option);
            allSets &= option is SetNode;
        }

        return allSets ? new SetNode(CodePointSet.Union([.. options.Select(static o => ((SetNode)o).Set)])) : new ChoiceNode([.. options]);
    }

    private static PatternNode Repeat(RepeatNode repeat)
    {
        PatternNode item = Simplify(repeat.Item);
        if (repeat.Max == 0 || item is SequenceNode { Parts.Length: 0 })
            return SequenceNode.Empty;
        if (repeat is { Min: 1, Max: 1 })
            return item;
        if (item is RepeatNode inner && AreContiguous(inner, repeat))
            return new RepeatNode(inner.Item, Product(inner.Min, repeat.Min), Product(inner.Max, repeat.Max), lazy: false);
        return new RepeatNode(item, repeat.Min, repeat.Max, lazy: false);
    }

    /// <summary>Whether every count between the least and the greatest product can occur: then two counters are one.</summary>
    private static bool AreContiguous(RepeatNode inner, RepeatNode outer)
    {
        // A fixed number of repeats gives every sum; one item at a time, or none, leaves nothing out.
        if (inner.Min <= 1 || outer.Min == outer.Max)
            return true;
        return outer.Min > 0 && Gapless(inner, outer.Min);
    }

    /// <summary>Between k times and k + 1 times the inner repeat nothing is left out; more of them overlap the more.</summary>
    private static bool Gapless(RepeatNode inner, int k) =>
        inner.Max == int.MaxValue || (inner.Max > inner.Min && ((long)k + 1) * inner.Min <= ((long)k * inner.Max) + 1);

    private static int Product(int a, int b) => a == 0 || b == 0 ? 0 : (int)Math.Min(int.MaxValue, (long)a * b);
}
