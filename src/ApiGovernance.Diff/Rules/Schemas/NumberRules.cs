using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Bounds and multiples of numbers.</summary>
internal static class NumberRules
{
    public static void Check(PairContext pair)
    {
        if (!pair.BothFree(Kinds.Number))
            return;
        NumberRange old = pair.Old.Numbers, now = pair.New.Numbers;
        Bound(pair, "max", old.Maximum, now.Maximum, old.Written.Maximum, now.Written.Maximum, upper: true);
        Bound(pair, "min", old.Minimum, now.Minimum, old.Written.Minimum, now.Written.Minimum, upper: false);
        if (!old.MultipleOf.SequenceEqual(now.MultipleOf))
            Multiples(pair, old.MultipleOf, now.MultipleOf);
    }

    /// <summary>Counts and lengths: inclusive, and none below nothing.</summary>
    public static void Count(PairContext pair, string id, long? before, long? after)
    {
        if (before == after)
            return;
        string was = before?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none", now = after?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
        string aspect = (before, after) switch
        {
            (null, _) => $"{id}-set",
            (_, null) => $"{id}-unset",
            ({ } old, { } fresh) => fresh < old ? $"{id}-decreased" : $"{id}-increased",
        };
        string words = id.Replace('-', ' ');
        pair.Report(aspect, name => $"has {words} {now} instead of {was} for {name}.", before is null ? null : was, after is null ? null : now, id);
    }

    private static void Bound(PairContext pair, string id, Bound? before, Bound? after, Bound? wasWritten, Bound? isWritten, bool upper)
    {
        if (before == after)
            return;
        string was = wasWritten?.ToString() ?? before?.ToString() ?? "none", now = isWritten?.ToString() ?? after?.ToString() ?? "none";
        bool exclusive = (wasWritten ?? isWritten) is { Exclusive: true } && (isWritten ?? wasWritten) is { Exclusive: true };
        string prefix = exclusive ? $"exclusive-{id}" : id;
        string aspect = (before, after) switch
        {
            (null, _) => $"{prefix}-set",
            (_, null) => $"{prefix}-unset",
            // The tighter upper bound is the smaller one, the tighter lower bound the larger one.
            ({ } old, { } fresh) => NumberBounds.Tighter(old, fresh, upper) == fresh == upper ? $"{prefix}-decreased" : $"{prefix}-increased",
        };
        pair.Report(aspect, name => $"has {id} {now} instead of {was} for {name}.", before is null ? null : was, after is null ? null : now, id);
    }

    private static void Multiples(PairContext pair, IReadOnlyList<decimal> before, IReadOnlyList<decimal> after)
    {
        string was = Text(before), now = Text(after);
        if (before.Count == 0)
            pair.Report("multiple-of-added", name => $"accepts only multiples of {now} for {name} now.".Replace("accepts", pair.IsRequest ? "accepts" : "returns", StringComparison.Ordinal), null, now, "multiple-of");
        else if (after.Count == 0)
            pair.Report("multiple-of-removed", name => $"{pair.Takes} values for {name} that are no multiples of {was}.", was, null, "multiple-of");
        else if (after.All(step => before.Any(own => own % step == 0)))
            pair.Report("multiple-of-generalized", name => $"{pair.Takes} multiples of {now} instead of {was} for {name}.", was, now, "multiple-of");
        else if (before.All(step => after.Any(own => own % step == 0)))
            pair.Report("multiple-of-specialized", name => $"has multiples of {now} instead of {was} for {name}.", was, now, "multiple-of");
        else
            pair.Report("multiple-of-changed", name => $"has multiples of {now} instead of {was} for {name}.", was, now, "multiple-of");
    }

    private static string Text(IReadOnlyList<decimal> steps) => string.Join(" and ", steps.Select(step => JsonValueText.OfNumber(step).Text));
}
