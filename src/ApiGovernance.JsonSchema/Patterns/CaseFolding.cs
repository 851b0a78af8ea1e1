using System.Text;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>Makes a pattern blind to case (the flag i of ECMA-262): every set gets the other case of its members.</summary>
internal static class CaseFolding
{
    // A set of more code points was written as what it is not ([^a], \W): there the excluded ones get their other case.
    private const int Large = 0x8000;

    public static PatternNode Fold(PatternNode node) => node switch
    {
        SetNode set => new SetNode(Fold(set.Set)),
        SequenceNode => new SequenceNode(Fold(node.Parts)),
        ChoiceNode => new ChoiceNode(Fold(node.Parts)),
        RepeatNode repeat => new RepeatNode(Fold(repeat.Item), repeat.Min, repeat.Max, repeat.Lazy),
        GroupNode group => new GroupNode(Fold(group.Item), group.Number),
        LookNode look => new LookNode(Fold(look.Item), look.Behind, look.Negated),
        _ => node,
    };

    private static PatternNode[] Fold(ReadOnlySpan<PatternNode> parts)
    {
        var folded = new PatternNode[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            folded[i] = Fold(parts[i]);
        return folded;
    }

    private static CodePointSet Fold(CodePointSet set) => Size(set) <= Large ? BothCases(set) : BothCases(set.Complement()).Complement();

    private static CodePointSet BothCases(CodePointSet set)
    {
        List<(int, int)> ranges = [];
        for (int i = 0; i < set.Bounds.Length; i += 2)
        {
            ranges.Add((set.Bounds[i], set.Bounds[i + 1]));
            for (int c = set.Bounds[i]; c <= set.Bounds[i + 1]; c++)
            {
                if (!Rune.TryCreate(c, out Rune rune))
                    continue;
                int upper = Rune.ToUpperInvariant(rune).Value, lower = Rune.ToLowerInvariant(rune).Value;
                if (upper != c)
                    ranges.Add((upper, upper));
                if (lower != c)
                    ranges.Add((lower, lower));
            }
        }

        return CodePointSet.Of([.. ranges]);
    }

    private static int Size(CodePointSet set)
    {
        int size = 0;
        for (int i = 0; i < set.Bounds.Length; i += 2)
            size += set.Bounds[i + 1] - set.Bounds[i] + 1;
        return size;
    }
}
