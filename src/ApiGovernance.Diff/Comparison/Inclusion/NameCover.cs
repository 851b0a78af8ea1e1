using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Which names of properties are left, when some match patterns and others are described by name.</summary>
internal static class NameCover
{
    private const int MaxNames = 100;

    /// <summary>No name is of this kind. True is proof.</summary>
    /// <param name="matching">Patterns that the name matches.</param>
    /// <param name="patterns">Patterns that it does not match.</param>
    /// <param name="names">Names that it is not.</param>
    /// <param name="allowed">What all names must be; null: any text.</param>
    public static bool IsEmpty(IReadOnlyList<string> matching, IReadOnlyList<string> patterns, IEnumerable<string> names, SchemaTerm? allowed) =>
        Find(matching, patterns, names, allowed).Outcome == PatternSampleOutcome.None;

    /// <summary>A name of the kind, or the proof that there is none.</summary>
    public static PatternSample Find(IReadOnlyList<string> matching, IReadOnlyList<string> patterns, IEnumerable<string> names, SchemaTerm? allowed)
    {
        HashSet<string> known = new(names, StringComparer.Ordinal);
        StringRules rules = new();
        if (allowed?.Shape is { } shape)
        {
            if (!shape.Has(Kinds.String))
                return new PatternSample(PatternSampleOutcome.None, null);
            if ((shape.Listed & Kinds.String) != 0)
            {
                string? left = shape.Values.Where(value => value.Kind == Kinds.String).Select(value => value.AsString!).FirstOrDefault(name =>
                    !known.Contains(name) && matching.All(pattern => NamePatterns.Match(pattern, name) != false) && patterns.All(pattern => NamePatterns.Match(pattern, name) != true));
                return new PatternSample(left is null ? PatternSampleOutcome.None : PatternSampleOutcome.Found, left);
            }

            rules = FormatPatterns.Beside(shape.Strings, allowed.Space.Dialect);
        }

        string[] all = [.. matching.Union(rules.Patterns)];
        // Only those that could be the name matter, and of very many none is looked at.
        List<string> near = [.. known.Where(name => all.All(pattern => NamePatterns.Match(pattern, name) != false))];
        if (all.Length < 2 && patterns.Count == 0 && near.Count == 0)
            return new PatternSample(PatternSampleOutcome.Undecided, null);
        string[] apart = near.Count is 0 or > MaxNames ? [.. patterns] : [.. patterns, ExactText.Pattern(near)];
        return PatternLanguage.Find(all, apart, ScalarInclusion.Small(rules.MinLength), rules.MaxLength is { } max ? ScalarInclusion.Small(max) : null);
    }
}
