using System.Text;
using ApiGovernance.JsonSchema.Streaming;

namespace ApiGovernance.JsonSchema.Listing;

internal sealed partial class ProgramWriter
{
    private const int ShownValues = 8;

    private void WriteObject(ObjectPlan plan, int indent)
    {
        if (plan.Tape is not null)
        {
            Add(SchemaOperation.Tape, indent, "object: " + plan.Tape.Reason);
            return;
        }

        if (plan.Switch is not null)
        {
            WriteSwitch(plan.Switch, indent);
            return;
        }

        for (int i = 0; i < plan.Keys.Count; i++)
        {
            ulong word = i < 64 ? plan.Required : plan.RequiredAfter64 is { } more && i >> 6 < more.Length ? more[i >> 6] : 0;
            string required = (word & (1UL << (i & 63))) != 0 ? " required" : "";
            Add(SchemaOperation.Property, indent, $"{i} {Quote(plan.Keys.Names[i])}{required}", plan.Keys.Entries[i].Plan);
        }

        for (int i = 0; i < plan.Patterns.Length; i++)
            Add(SchemaOperation.PatternProperty, indent, $"/{plan.Patterns[i].Source}/", plan.ByPattern[i] ?? Plan.Anything);
        Add(SchemaOperation.OtherProperties, indent, plan.RefusesOtherNames ? "refused" : "", plan.RefusesOtherNames ? null : plan.Others);
        if (plan.OtherNames is not null)
        {
            Add(SchemaOperation.PropertyNames, indent, "");
            WriteString(plan.OtherNames, indent + 1);
        }

        if (Range(plan.MinProperties, plan.MaxProperties) is { } range)
            Add(SchemaOperation.PropertyCount, indent, range);
        if (plan.Presence is not null)
            Add(SchemaOperation.Presence, indent, Describe(plan.Presence, plan.Keys));
    }

    private void WriteSwitch(TagSwitch tag, int indent)
    {
        Add(SchemaOperation.TagSwitch, indent, Quote(tag.Property));
        foreach (IGrouping<ObjectPlan?, int> group in Enumerable.Range(0, tag.Cases.Length).GroupBy(i => tag.Cases[i]))
            WriteCase(List(tag.Values, group), group.Key, indent + 1);
        WriteCase("other strings", tag.OtherString, indent + 1);
        WriteCase("no string", tag.NoString, indent + 1);
        WriteCase("missing", tag.Missing, indent + 1);
    }

    private void WriteCase(string label, ObjectPlan? plan, int indent)
    {
        Add(SchemaOperation.Case, indent, plan is null ? label + ": refused" : label);
        if (plan is not null)
            WriteObject(plan, indent + 1);
    }

    private static string List(KeyTable values, IEnumerable<int> indexes)
    {
        int[] all = [.. indexes];
        string shown = string.Join(' ', all.Take(ShownValues).Select(i => Quote(values.Names[i])));
        return all.Length <= ShownValues ? shown : $"{shown} and {all.Length - ShownValues} more";
    }

    private static string Describe(Presence presence, KeyTable keys) => presence switch
    {
        Presence.Has has => string.Join('+', has.Names.Select(n => Quote(keys.Names[n]))),
        Presence.Counts counts => $"count {Range(counts.Min, counts.Max) ?? "any"}",
        Presence.Of { Max: 0, Parts.Length: 1 } not => $"not({Describe(not.Parts[0], keys)})",
        Presence.Of of => Name(of) + "(" + string.Join(", ", of.Parts.Select(p => Describe(p, keys))) + ")",
        _ => presence.ToString(),
    };

    private static string Name(Presence.Of of) => of switch
    {
        { Min: 1, Max: 1 } when of.Parts.Length > 1 => "one",
        { Max: 0 } => "none",
        _ when of.Min == of.Parts.Length => "all",
        { Min: 1 } => "any",
        _ => $"{of.Min}..{of.Max}",
    };

    private static string Quote(byte[] text) => Quote(Encoding.UTF8.GetString(text));

    private static string Quote(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
