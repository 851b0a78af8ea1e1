using System.Globalization;
using ApiGovernance.JsonSchema.Numbers;
using ApiGovernance.JsonSchema.Streaming;

namespace ApiGovernance.JsonSchema.Listing;

internal sealed partial class ProgramWriter
{
    private void WriteString(StringPlan plan, int indent)
    {
        if (Range(plan.MinLength, plan.MaxLength) is { } range)
            Add(SchemaOperation.StringLength, indent, range);
        if (plan.Values is not null)
        {
            string hash = plan.Values.IsPerfect ? "perfect hash" : "hash";
            Add(SchemaOperation.StringValues, indent, $"{plan.Values.Count} by {hash}: {List(plan.Values, Enumerable.Range(0, plan.Values.Count))}".TrimEnd(':', ' '));
        }

        foreach (var format in plan.Formats)
            Add(SchemaOperation.StringFormat, indent, format.Name);
        foreach (var pattern in plan.Patterns)
            Add(SchemaOperation.StringPattern, indent, $"/{pattern.Source}/");
        foreach (StringParts parts in plan.Parts)
            WriteBranches(SchemaOperation.StringBranches, indent, parts.Min, parts.Max, parts.Plans, WriteString);
    }

    private void WriteNumber(NumberPlan plan, int indent)
    {
        foreach (NumberBound bound in plan.Bounds)
            Add(SchemaOperation.NumberRange, indent, $"{(bound.Upper ? "<" : ">")}{(bound.Exclusive ? "" : "=")} {Text(bound.Value)}");
        foreach (ExactDecimal divisor in plan.Divisors)
            Add(SchemaOperation.NumberMultiple, indent, Text(divisor) + (plan.IntegerText ? " written as integer" : ""));
        if (plan.Values is not null)
        {
            string shown = string.Join(' ', plan.Values.Values.Take(ShownValues).Select(Text));
            Add(SchemaOperation.NumberValues, indent, $"{plan.Values.Values.Count}: {shown}{(plan.Values.Values.Count > ShownValues ? " ..." : "")}");
        }

        foreach (var format in plan.Formats)
            Add(SchemaOperation.NumberFormat, indent, format.Name);
        foreach (NumberParts parts in plan.Parts)
            WriteBranches(SchemaOperation.NumberBranches, indent, parts.Min, parts.Max, parts.Plans, WriteNumber);
    }

    private void WriteBranches<T>(SchemaOperation operation, int indent, int min, int max, T[] branches, Action<T, int> write)
    {
        string wanted = (min, max) switch
        {
            (_, 0) => "none",
            (_, int.MaxValue) => $"at least {min}",
            _ when min == max => $"exactly {min}",
            _ => $"{min}..{max}",
        };
        Add(operation, indent, wanted + " of " + branches.Length.ToString(CultureInfo.InvariantCulture));
        foreach (T branch in branches)
        {
            Add(SchemaOperation.Branch, indent + 1, "");
            write(branch, indent + 2);
        }
    }

    private static string Text(ExactDecimal number)
    {
        string digits = number.Mantissa.ToString(CultureInfo.InvariantCulture);
        return number.Exponent switch
        {
            0 => digits,
            > 0 and < 20 => digits + new string('0', (int)number.Exponent),
            < 0 and > -20 => Pointed(digits, (int)-number.Exponent),
            _ => digits + "e" + number.Exponent.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Pointed(string digits, int decimals)
    {
        string sign = digits.StartsWith('-') ? "-" : "";
        string padded = digits[sign.Length..].PadLeft(decimals + 1, '0');
        return $"{sign}{padded[..^decimals]}.{padded[^decimals..]}";
    }
}
