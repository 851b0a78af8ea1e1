using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Keywords that no rule judges: equal meaning is no change, everything else is said to be undecided.</summary>
internal static class OtherRules
{
    public static void Check(SchemaPair pair)
    {
        foreach (string keyword in pair.Before.Other.Keys.Union(pair.After.Other.Keys).Order(StringComparer.Ordinal))
        {
            if (!SchemaText.Same(
                pair.Before.Other.GetValueOrDefault(keyword), pair.Comparison.Before.Bundle,
                pair.After.Other.GetValueOrDefault(keyword), pair.Comparison.After.Bundle))
            {
                pair.Comparison.NotCompared(pair, keyword);
            }
        }

        if (pair.Before.AllowsAnything != pair.After.AllowsAnything)
        {
            pair.Report(
                pair.After.AllowsAnything ? "type-generalized" : "type-specialized",
                $"{(pair.After.AllowsAnything ? "allows" : "no longer allows")} a value for {pair.Position.Name}.");
        }
    }
}
