using System.Buffers;
using System.Numerics;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>minItems, maxItems, minProperties, maxProperties.</summary>
internal sealed class CountInstruction(SchemaNode site, string keyword, long limit, bool upper, bool ofObject) : Instruction(site, keyword)
{
    public long Limit { get; } = limit;

    public bool Upper { get; } = upper;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        int count = e.View.Count(token);
        if (Upper ? count <= Limit : count >= Limit)
            return true;
        string what = ofObject ? (Limit == 1 ? "property" : "properties") : Limit == 1 ? "item" : "items";
        string relation = Upper ? "at most" : "at least";
        return e.Collecting && e.Report(
            token, this, $"The {(ofObject ? "object" : "array")} must have {relation} {Limit} {what}.", $"{relation} {Limit} {what}");
    }
}

/// <summary>prefixItems and items (in older drafts: items as an array, and additionalItems).</summary>
internal sealed class ItemsInstruction(SchemaNode site, string keyword, SchemaNode[] prefix, SchemaNode? rest) : Instruction(site, keyword)
{
    public SchemaNode[] Prefix { get; } = prefix;

    public SchemaNode? Rest { get; } = rest;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        bool valid = true;
        int index = 0;
        for (int item = token + 1, end = e.View.Next(token); item < end; item = e.View.Next(item), index++)
        {
            SchemaNode? node = index < Prefix.Length ? Prefix[index] : Rest;
            if (node is null)
                break;
            if (track)
                e.Buffers.Evaluated.Push(item);
            if (e.Evaluate(node, item, track: false))
                continue;
            valid = false;
            if (!e.Collecting)
                return false;
        }

        return valid;
    }
}

/// <summary>contains with minContains and maxContains.</summary>
internal sealed class ContainsInstruction(SchemaNode site, SchemaNode node, long min, long max, bool evaluates) : Instruction(site, "contains")
{
    public SchemaNode Node { get; } = node;

    public long Min { get; } = min;

    public long Max { get; } = max;

    public bool Evaluates { get; } = evaluates;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        bool all = track && Evaluates;
        long count = 0;
        for (int item = token + 1, end = e.View.Next(token); item < end; item = e.View.Next(item))
        {
            if (!e.Test(Node, item, track: false))
                continue;
            count++;
            if (all)
                e.Buffers.Evaluated.Push(item);
            else if (count > Max || (count >= Min && Max == long.MaxValue))
                break;
        }

        if (count >= Min && count <= Max)
            return true;
        if (!e.Collecting)
            return false;
        if (count > Max)
            return Report(ref e, token, "maxContains", $"The array must contain at most {Max} matching items.", $"at most {Max} matching items");
        return Min == 1
            ? e.Report(token, this, "The array must contain at least one matching item.", "at least 1 matching item")
            : Report(ref e, token, "minContains", $"The array must contain at least {Min} matching items.", $"at least {Min} matching items");
    }

    private bool Report(ref Evaluator e, int token, string keyword, string message, string expected) =>
        e.Report(token, Site, keyword, keyword, message, expected);
}

/// <summary>uniqueItems.</summary>
internal sealed class UniqueItemsInstruction(SchemaNode site) : Instruction(site, "uniqueItems")
{
    private const int Small = 8;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        int repeated = FindRepeated(e.View, token);
        return repeated < 0 || (e.Collecting && e.Report(repeated, this, "This item repeats an earlier one; all items must differ.", "unique items"));
    }

    /// <summary>The first item that equals an earlier one, or -1.</summary>
    public static int FindRepeated(JsonView view, int array)
    {
        int count = view.Count(array);
        return count < 2 ? -1 : count <= Small ? FindSmall(view, array) : FindLarge(view, array, count);
    }

    private static int FindSmall(JsonView view, int array)
    {
        for (int item = view.Next(array + 1), end = view.Next(array); item < end; item = view.Next(item))
        {
            for (int earlier = array + 1; earlier < item; earlier = view.Next(earlier))
            {
                if (JsonEquality.AreEqual(view, earlier, view, item))
                    return item;
            }
        }

        return -1;
    }

    private static int FindLarge(JsonView view, int array, int count)
    {
        int mask = (int)BitOperations.RoundUpToPowerOf2((uint)count * 2) - 1;
        int[] slots = ArrayPool<int>.Shared.Rent(mask + 1);
        slots.AsSpan(0, mask + 1).Clear();
        int repeated = -1;
        for (int item = array + 1, end = view.Next(array); item < end && repeated < 0; item = view.Next(item))
        {
            int slot = JsonEquality.Hash(view, item) & mask;
            for (; slots[slot] != 0 && repeated < 0; slot = (slot + 1) & mask)
            {
                if (JsonEquality.AreEqual(view, slots[slot] - 1, view, item))
                    repeated = item;
            }

            slots[slot] = item + 1;
        }

        ArrayPool<int>.Shared.Return(slots);
        return repeated;
    }
}
