using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>A schema that became one alternative of several, or one of several that stands alone now.</summary>
internal static class WrappingRule
{
    /// <returns>True when the pair is such a case; nothing else of it is compared then.</returns>
    public static bool Check(SchemaPair pair)
    {
        bool wrapped = pair.After.IsOnlyAlternatives && pair.Before.AnyOf.Count + pair.Before.OneOf.Count == 0;
        bool unwrapped = pair.Before.IsOnlyAlternatives && pair.After.AnyOf.Count + pair.After.OneOf.Count == 0;
        if (!wrapped && !unwrapped)
            return false;
        SchemaView union = wrapped ? pair.After : pair.Before;
        if ((wrapped ? pair.Before : pair.After).IsAnything)
        {
            pair.Report(
                wrapped ? "type-specialized" : "type-generalized",
                $"{(pair.Position.IsRequest ? "accepts" : "returns")} {(wrapped ? "only listed alternatives" : "anything")} for {pair.Position.Name} now.");
            return true;
        }

        if (union.OneOf.Count > 0 && union.AnyOf.Count > 0)
            return false;
        (string id, List<ResolvedNode> alternatives) = union.OneOf.Count > 0 ? ("one-of", union.OneOf) : ("any-of", union.AnyOf);
        ResolvedNode alone = (wrapped ? pair.Before : pair.After).Place;
        if (alternatives.Find(alternative => IsSame(pair, wrapped, alone, alternative)) is not { } same)
        {
            pair.Comparison.NotCompared(pair, id == "one-of" ? "oneOf" : "anyOf");
            return true;
        }

        if (wrapped)
            pair.Comparison.Compare(alone, same, pair.Position);
        else
            pair.Comparison.Compare(same, alone, pair.Position);
        foreach (ResolvedNode other in alternatives.Where(other => !ReferenceEquals(other, same)))
            AlternativeRules.Report(pair, id, other, added: wrapped);
        if (union.NullAlternative)
            pair.Report(wrapped ? "became-nullable" : "became-not-nullable", $"{(wrapped ? "allows" : "no longer allows")} null for {pair.Position.Name}.");
        return true;
    }

    private static bool IsSame(SchemaPair pair, bool wrapped, ResolvedNode alone, ResolvedNode alternative)
    {
        (DocumentBundle own, DocumentBundle other) = wrapped
            ? (pair.Comparison.Before.Bundle, pair.Comparison.After.Bundle)
            : (pair.Comparison.After.Bundle, pair.Comparison.Before.Bundle);
        return (other.Follow(alternative) is { } place && place.Pointer == alone.Pointer && place.Pointer.StartsWith("/components/", StringComparison.Ordinal))
            || SchemaText.Same(alone, own, alternative, other);
    }
}
