using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Names that are there because others are, and the names that those bring along.</summary>
internal static class DependentNames
{
    /// <summary>Where the one is there, so are the others.</summary>
    public static bool Has(ObjectRules rules, string name, IEnumerable<string> others, Func<SchemaTerm, bool> isExempt)
    {
        HashSet<string>? beside = null;
        return others.All(other => (rules.IsRequired(other) && !(rules.Properties.TryGetValue(other, out SchemaTerm? property) && isExempt(property)))
            || (beside ??= Of(rules, rules.Required.Append(name), isExempt)).Contains(other));
    }

    /// <param name="start">Names that are there.</param>
    /// <param name="isExempt">The message leaves the property out, so it brings nothing along.</param>
    public static HashSet<string> Of(ObjectRules rules, IEnumerable<string> start, Func<SchemaTerm, bool> isExempt)
    {
        HashSet<string> found = new(StringComparer.Ordinal), seen = new(StringComparer.Ordinal);
        Queue<string> open = new(start);
        while (open.TryDequeue(out string? name))
        {
            if (!seen.Add(name) || !rules.Beside.TryGetValue(name, out SortedSet<string>? beside)
                || (rules.Properties.TryGetValue(name, out SchemaTerm? property) && isExempt(property)))
                continue;
            found.UnionWith(beside);
            foreach (string other in beside)
                open.Enqueue(other);
        }

        return found;
    }
}
