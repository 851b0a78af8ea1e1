using System.Globalization;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Items and how many.</summary>
internal static class ArrayRuleset
{
    public static void Check(PairContext pair)
    {
        ArrayRules old = pair.Old.Arrays, now = pair.New.Arrays;
        NumberRules.Count(pair, "max-items", old.MaxItems, now.MaxItems);
        NumberRules.Count(pair, "min-items", StringRuleset.Some(old.MinItems), StringRuleset.Some(now.MinItems));
        if (old.Unique != now.Unique)
            pair.Report(now.Unique ? "unique-items-added" : "unique-items-removed", name => $"{(now.Unique ? "asks for" : "no longer has")} unique items in {name}.", tag: "unique");
        SchemaTerm any = pair.Graph.Before.Anything, anyNow = pair.Graph.After.Anything;
        for (int i = 0; i < Math.Max(old.Prefix.Count, now.Prefix.Count); i++)
            Place(pair, i, old, now, any, anyNow);
        if (old.Items is not null || now.Items is not null)
            pair.Below(new PairStep(StepKind.Items, Index: Math.Max(old.Prefix.Count, now.Prefix.Count)), old.Items ?? any, now.Items ?? anyNow);
        Contained(pair, old, now);
    }

    private static void Place(PairContext pair, int i, ArrayRules old, ArrayRules now, SchemaTerm any, SchemaTerm anyNow)
    {
        SchemaTerm before = old.At(i) ?? any, after = now.At(i) ?? anyNow;
        string number = (i + 1).ToString(CultureInfo.InvariantCulture);
        if (i < old.Prefix.Count && i < now.Prefix.Count)
            pair.Below(new PairStep(StepKind.Index, Index: i), before, after);
        else if (i >= old.Prefix.Count && (now.MaxItems ?? long.MaxValue) > i)
            pair.Report("prefix-items-added", name => $"has a schema of its own for item {number} of {name} now.", null, number, $"item:{i}", after.Place);
        else if (i >= now.Prefix.Count && (now.MaxItems ?? long.MaxValue) > i)
            pair.Report("prefix-items-removed", name => $"has no schema of its own for item {number} of {name} any more.", number, null, $"item:{i}", was: before.Place);
    }

    private static void Contained(PairContext pair, ArrayRules old, ArrayRules now)
    {
        if (old.Contains is [Contains before] && now.Contains is [Contains after])
        {
            if (pair.Graph.Find(before.Term, after.Term, pair.Pair.Subject, pair.IsRequest) is { Changes: not null })
                pair.Report("contains-changed", name => $"asks for another kind of item in {name}.", at: after.Term.Place, was: before.Term.Place, tag: "contains");
            if (before.Min != after.Min)
                pair.Report(after.Min > before.Min ? "min-contains-increased" : "min-contains-decreased", name => $"asks for {after.Min} instead of {before.Min} items of a kind in {name}.", Text(before.Min), Text(after.Min), "contains");
            if (before.Max != after.Max)
            {
                bool more = after.Max is not { } most || before.Max < most;
                pair.Report(more ? "max-contains-increased" : "max-contains-decreased", name => $"has at most {Text(after.Max)} instead of {Text(before.Max)} items of a kind in {name}.", Text(before.Max), Text(after.Max), "contains");
            }

            return;
        }

        foreach (Contains gone in old.Contains.Skip(now.Contains.Count))
            pair.Report("contains-removed", name => $"no longer asks for an item of a kind in {name}.", was: gone.Term.Place, tag: "contains");
        foreach (Contains fresh in now.Contains.Skip(old.Contains.Count))
            pair.Report("contains-added", name => $"asks for an item of a kind in {name} now.", at: fresh.Term.Place, tag: "contains");
    }

    private static string Text(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "any number of";
}
