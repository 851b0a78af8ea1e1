using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Which branch of a choice stands for which of another.</summary>
internal static class BranchMatching
{
    /// <summary>Beyond this many pairs likeness is not looked at: names have matched what they could.</summary>
    private const int MaxPairs = 2_500;

    public static List<(SchemaTerm, SchemaTerm)> Match(Alternatives before, Alternatives after, Func<SchemaTerm, SchemaTerm, bool> same)
    {
        List<(SchemaTerm, SchemaTerm)> matches = [];
        List<SchemaTerm> gone = [.. before.Branches], fresh = [.. after.Branches];
        if (before.Names is { } old && after.Names is { } now)
        {
            foreach ((string name, SchemaTerm term) in old)
            {
                if (now.TryGetValue(name, out SchemaTerm? other) && gone.Contains(term) && fresh.Contains(other))
                    Take(term, other);
            }
        }

        AtTheSamePlace(same);
        Pair(by: term => term.Place is { } place ? ComponentName(place.Pointer) : null);
        PairWhere(same);
        Pair(by: Tag);
        Pair(by: term => term.Shape.Notes.Title);
        PairWhere((one, other) => (one.Shape.Kinds & other.Shape.Kinds) != 0 && one.Shape.Kinds == other.Shape.Kinds && IsOnlyOfItsKind(one, gone) && IsOnlyOfItsKind(other, fresh));
        if (gone.Count * fresh.Count > MaxPairs)
            AtTheSamePlace((one, other) => Likeness(one.Shape, other.Shape) >= 0.5);
        if (gone.Count * fresh.Count <= MaxPairs)
            Likeliest();
        return matches;

        // Most branches are written where they were.
        void AtTheSamePlace(Func<SchemaTerm, SchemaTerm, bool> alike)
        {
            Dictionary<string, SchemaTerm> places = new(StringComparer.Ordinal);
            foreach (SchemaTerm term in fresh)
                places.TryAdd(term.Place?.Pointer ?? "", term);
            List<(SchemaTerm One, SchemaTerm Other)> found = [.. gone.Where(term => places.TryGetValue(term.Place?.Pointer ?? "", out SchemaTerm? other) && alike(term, other)).Select(term => (term, places[term.Place?.Pointer ?? ""])).DistinctBy(pair => pair.Item2)];
            matches.AddRange(found);
            gone = [.. gone.Except(found.Select(pair => pair.One))];
            fresh = [.. fresh.Except(found.Select(pair => pair.Other))];
        }

        void Take(SchemaTerm one, SchemaTerm other)
        {
            matches.Add((one, other));
            gone.Remove(one);
            fresh.Remove(other);
        }

        void Pair(Func<SchemaTerm, string?> by)
        {
            Dictionary<string, SchemaTerm> named = new(StringComparer.Ordinal);
            foreach (SchemaTerm term in fresh)
            {
                if (by(term) is { } name)
                    named.TryAdd(name, term);
            }

            foreach (SchemaTerm term in gone.ToList())
            {
                if (by(term) is { } name && named.Remove(name, out SchemaTerm? other))
                    Take(term, other);
            }
        }

        void PairWhere(Func<SchemaTerm, SchemaTerm, bool> alike)
        {
            if (gone.Count * fresh.Count > MaxPairs)
                return;
            foreach (SchemaTerm term in gone.ToList())
            {
                if (fresh.Find(other => alike(term, other)) is { } match)
                    Take(term, match);
            }
        }

        void Likeliest()
        {
            while (gone.Count > 0 && fresh.Count > 0)
            {
                (double Score, SchemaTerm One, SchemaTerm Other) best = gone.SelectMany(one => fresh.Select(other => (Likeness(one.Shape, other.Shape), one, other))).MaxBy(pair => pair.Item1);
                if (best.Score < 0.5)
                    return;
                Take(best.One, best.Other);
            }
        }
    }

    /// <summary>The branch that a schema became, if there is one.</summary>
    public static SchemaTerm? Best(SchemaTerm alone, IReadOnlyList<SchemaTerm> branches, Func<SchemaTerm, SchemaTerm, bool> same)
    {
        if (branches.FirstOrDefault(branch => same(alone, branch)) is { } equal)
            return equal;
        if (alone.Place is { } place && ComponentName(place.Pointer) is { } name
            && branches.FirstOrDefault(branch => branch.Place is { } other && ComponentName(other.Pointer) == name) is { } named)
            return named;
        (double Score, SchemaTerm? Branch) best = branches.Select(branch => (Likeness(alone.Shape, branch.Shape), (SchemaTerm?)branch)).MaxBy(pair => pair.Item1);
        return best.Score >= 0.5 ? best.Branch : null;
    }

    /// <summary>The name of a component; null for what is written in place.</summary>
    public static string? ComponentName(string pointer)
    {
        string[] parts = pointer.Split('/');
        return parts is ["", "components", "schemas", _] or ["", "definitions" or "$defs", _] ? parts[^1] : null;
    }

    /// <summary>The required properties with one value: `kind: card`.</summary>
    private static string? Tag(SchemaTerm term)
    {
        ObjectRules rules = term.Shape.Objects;
        List<string> tags = [];
        foreach ((string name, SchemaTerm property) in rules.Properties)
        {
            if (property.Shape is { IsFinite: true, Values.Count: 1 } shape)
                tags.Add($"{name}={shape.Values[0].Text}");
        }

        return tags.Count == 0 ? null : string.Join('&', tags);
    }

    private static bool IsOnlyOfItsKind(SchemaTerm term, List<SchemaTerm> among) => among.Count(other => (other.Shape.Kinds & term.Shape.Kinds) != 0) == 1;

    private static double Likeness(SchemaShape one, SchemaShape other)
    {
        if ((one.Kinds & other.Kinds) == 0)
            return 0;
        if (!one.Has(Kinds.Object) || !other.Has(Kinds.Object))
            return one.Kinds == other.Kinds ? 0.5 : 0.3;
        int all = one.Objects.Properties.Keys.Union(other.Objects.Properties.Keys, StringComparer.Ordinal).Count();
        return all == 0 ? 0.5 : (double)one.Objects.Properties.Keys.Intersect(other.Objects.Properties.Keys, StringComparer.Ordinal).Count() / all;
    }
}
