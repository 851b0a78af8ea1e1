using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>`anyOf` and `oneOf`: branches are matched by what they are, by the name they go by, then by likeness.</summary>
internal static class AlternativeRules
{
    public static void Check(PairContext pair)
    {
        // A schema that builds upon a choice in which it is a branch itself is compared there.
        List<Alternatives> old = [.. pair.Old.Groups.Where(group => !group.Branches.Contains(pair.Pair.Old))], now = [.. pair.New.Groups.Where(group => !group.Branches.Contains(pair.Pair.New))];
        if (old.Count == 0 && now.Count == 0)
            return;
        if (old.Count == 0)
            Wrapped(pair, now[0], isNew: true);
        else if (now.Count == 0)
            Wrapped(pair, old[0], isNew: false);
        else
        {
            for (int i = 0; i < Math.Min(old.Count, now.Count); i++)
                Branches(pair, old[i], now[i]);
        }
    }

    /// <summary>A schema that became one of several, or one of several that stands alone now.</summary>
    private static void Wrapped(PairContext pair, Alternatives group, bool isNew)
    {
        string id = Id(group);
        SchemaTerm alone = isNew ? pair.Pair.Old : pair.Pair.New;
        SchemaTerm? match = isNew
            ? BranchMatching.Best(alone, group.Branches, (one, other) => pair.Graph.Find(one, other, pair.Pair.Subject, pair.IsRequest) is null)
            : BranchMatching.Best(alone, group.Branches, (one, other) => pair.Graph.Find(other, one, pair.Pair.Subject, pair.IsRequest) is null);
        if (match is null || alone.Shape.IsAnything)
        {
            pair.Report(
                "wrapped-in-one-of", name => isNew ? $"has one of {group.Branches.Count} alternatives for {name} now." : $"has no alternatives for {name} any more.",
                isNew ? null : Words(group), isNew ? Words(group) : null, "branch", isNew ? group.Place : null, isNew ? null : group.Place);
            return;
        }

        if (isNew)
            pair.Below(new PairStep(StepKind.Branch, Group: pair.IsRequest ? null : group, Branch: match), alone, match);
        else
            pair.Below(new PairStep(StepKind.Branch, Group: pair.IsRequest ? group : null, Branch: match), match, alone);
        foreach (SchemaTerm other in group.Branches.Where(other => other != match))
            Report(pair, id, other, added: isNew);
    }

    private static void Branches(PairContext pair, Alternatives before, Alternatives after)
    {
        if (before.IsOneOf != after.IsOneOf)
        {
            // Exactly one of them is less than any of them; what else changed about them is reported by itself.
            pair.Report(
                after.IsOneOf ? "schema-narrowed" : "schema-widened",
                name => $"{(after.IsOneOf ? "asks for" : "allows")} {Rule(after)} instead of {Rule(before)} of the alternatives of {name}.", before.Keyword, after.Keyword, "branch", after.Place, before.Place);
        }

        List<(SchemaTerm, SchemaTerm)> matches = BranchMatching.Match(before, after, (one, other) => pair.Graph.Find(one, other, pair.Pair.Subject, pair.IsRequest) is null);
        foreach ((SchemaTerm one, SchemaTerm other) in matches)
            pair.Below(new PairStep(StepKind.Branch, Group: pair.IsRequest ? before : after, Branch: pair.IsRequest ? one : other), one, other);
        foreach (SchemaTerm gone in before.Branches.Except(matches.Select(match => match.Item1)))
            Report(pair, Id(before), gone, added: false);
        foreach (SchemaTerm fresh in after.Branches.Except(matches.Select(match => match.Item2)))
            Report(pair, Id(after), fresh, added: true);
    }

    private static void Report(PairContext pair, string id, SchemaTerm branch, bool added)
    {
        string words = Words(branch);
        if (added)
            pair.Report($"{id}-added", name => $"has the new alternative {words} of {name}.", null, words, $"branch:{branch.Id}", branch.Place);
        else
            pair.Report($"{id}-removed", name => $"no longer has the alternative {words} of {name}.", words, null, $"branch:{branch.Id}", was: branch.Place);
    }

    private static string Id(Alternatives group) => group.IsOneOf ? "one-of" : "any-of";

    private static string Rule(Alternatives group) => group.IsOneOf ? "exactly one" : "any";

    private static string Words(Alternatives group) => string.Join(", ", group.Branches.Take(6).Select(Words)) + (group.Branches.Count > 6 ? ", ..." : "");

    private static string Words(SchemaTerm branch)
    {
        if (branch.Place is { } place && BranchMatching.ComponentName(place.Pointer) is { } name)
            return name;
        if (branch.Shape.Notes.Title is { Length: > 0 } title)
            return title;
        if (branch.Shape is { IsFinite: true, Values.Count: > 0 and <= 3 } shape)
            return string.Join(" or ", shape.Values);
        return branch.Shape.Objects.Properties.Count > 0
            ? $"an object with {string.Join(", ", branch.Shape.Objects.Properties.Keys.Take(3))}"
            : KindNames.Words(branch.Shape.Kinds);
    }
}
