using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>`not`, `if` / `then` / `else`, and what unevaluated properties and items may be.</summary>
internal static class CombinationRules
{
    public static void Check(PairContext pair)
    {
        Nots(pair, [.. pair.Old.Nots], [.. pair.New.Nots]);
        Conditions(pair);
        foreach (string keyword in (string[])["unevaluatedProperties", "unevaluatedItems"])
            Unevaluated(pair, keyword, keyword == "unevaluatedProperties" ? "unevaluated-properties" : "unevaluated-items");
    }

    private static void Nots(PairContext pair, List<SchemaTerm> old, List<SchemaTerm> now)
    {
        foreach (SchemaTerm term in old.ToList())
        {
            if (now.Find(other => IsSame(pair, term, other)) is { } same)
            {
                old.Remove(term);
                now.Remove(same);
            }
        }

        if (old.Count == 1 && now.Count == 1)
        {
            pair.Report("not-changed", name => $"excludes other values of {name}.", tag: "not", at: now[0].Place, was: old[0].Place);
            return;
        }

        foreach (SchemaTerm gone in old)
            pair.Report("not-removed", name => $"no longer excludes some values of {name}.", tag: "not", was: gone.Place);
        foreach (SchemaTerm fresh in now)
            pair.Report("not-added", name => $"excludes some values of {name} now.", tag: "not", at: fresh.Place);
    }

    private static void Conditions(PairContext pair)
    {
        List<Condition> old = [.. pair.Old.Conditions], now = [.. pair.New.Conditions];
        for (int i = 0; i < Math.Min(old.Count, now.Count); i++)
            Condition(pair, old[i], now[i]);
        foreach (Condition gone in old.Skip(now.Count))
            pair.Report("if-removed", name => $"has no condition on {name} any more.", tag: "condition", was: gone.Place);
        foreach (Condition fresh in now.Skip(old.Count))
            pair.Report("if-added", name => $"has a condition on {name} now.", tag: "condition", at: fresh.Place);
    }

    private static void Condition(PairContext pair, Condition old, Condition now)
    {
        if (!IsSame(pair, old.If, now.If))
        {
            pair.Report("condition-changed", name => $"has another condition on {name}.", tag: "condition", at: now.Place, was: old.Place);
            return;
        }

        Part(pair, "then", old.Then, now.Then);
        Part(pair, "else", old.Else, now.Else);
    }

    private static void Part(PairContext pair, string keyword, SchemaTerm? old, SchemaTerm? now)
    {
        if (old is null && now is not null)
            pair.Report($"{keyword}-added", name => $"has a `{keyword}` for a condition on {name} now.", tag: "condition", at: now.Place);
        else if (old is not null && now is null)
            pair.Report($"{keyword}-removed", name => $"has no `{keyword}` for a condition on {name} any more.", tag: "condition", was: old.Place);
        else if (old is not null && now is not null && !IsSame(pair, old, now))
            pair.Report("condition-changed", name => $"asks for something else in the `{keyword}` of a condition on {name}.", tag: "condition", at: now.Place, was: old.Place);
    }

    private static void Unevaluated(PairContext pair, string keyword, string id)
    {
        Opaque? old = pair.Old.Opaques.Find(opaque => opaque.Keyword == keyword), now = pair.New.Opaques.Find(opaque => opaque.Keyword == keyword);
        if (old is null && now is not null)
            pair.Report($"{id}-added", name => $"restricts what no part of {name} describes.", tag: "additional", at: now.Place);
        else if (old is not null && now is null)
            pair.Report($"{id}-removed", name => $"no longer restricts what no part of {name} describes.", tag: "additional", was: old.Place);
    }

    private static bool IsSame(PairContext pair, SchemaTerm one, SchemaTerm other) => pair.Graph.Find(one, other, pair.Pair.Subject, pair.IsRequest) is null;
}
