using System.Collections.Concurrent;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>Makes the number part of a plan.</summary>
internal sealed class NumberPlanner(PlanContext context) : ScalarPlanner<NumberPlan>(context, JsonKind.Number)
{
    private static readonly ConcurrentDictionary<FormatDefinition, (ExactDecimal Min, ExactDecimal Max)?> s_ranges = new();

    protected override NumberPlan Nothing => NumberPlan.Nothing;

    protected override NumberPlan Anything { get; } = new([], [], false);

    protected override NumberPlan? Make(List<Instruction> checks, List<(NumberPlan[] Plans, int Min, int Max)> parts)
    {
        List<NumberBound> bounds = [];
        List<ExactDecimal> divisors = [];
        List<FormatDefinition> formats = [];
        HashSet<ExactDecimal>? values = null;
        bool integerText = false;
        foreach (Instruction check in checks)
        {
            switch (check)
            {
                case TypeInstruction type:
                    divisors.Add(ExactDecimal.One);
                    integerText |= type.StrictInteger;
                    break;
                case BoundInstruction bound:
                    bounds.Add(new NumberBound(bound.Bound, bound.Upper, bound.Exclusive));
                    break;
                case MultipleOfInstruction multiple:
                    divisors.Add(multiple.Divisor);
                    break;
                case FormatInstruction format when Range(format.Format) is { } range:
                    divisors.Add(ExactDecimal.One);
                    bounds.Add(new NumberBound(range.Min, Upper: false, Exclusive: false));
                    bounds.Add(new NumberBound(range.Max, Upper: true, Exclusive: false));
                    break;
                case FormatInstruction format:
                    formats.Add(format.Format);
                    break;
                case EnumInstruction literals:
                    HashSet<ExactDecimal> allowed =
                        [.. literals.Values.Where(static v => v.Kind == JsonKind.Number).Select(static v => ExactDecimal.Parse(v.View.Text(0)))];
                    if (values is not null)
                        allowed.IntersectWith(values);
                    values = allowed;
                    break;
            }
        }

        if (bounds.Count + divisors.Count + formats.Count + parts.Count == 0 && values is null)
            return null;
        return new NumberPlan([.. bounds.Distinct()], [.. divisors.Distinct()], integerText)
        {
            Values = values is null ? null : new NumberSet(values),
            Formats = [.. formats.Distinct()],
            Parts = [.. parts.Select(static p => new NumberParts(p.Plans, p.Min, p.Max))],
            IsLowered = values is null && formats.Count == 0 && parts.Count == 0,
        };
    }

    /// <summary>The range that a format of whole numbers stands for; null when it does not judge numbers as its name tells.</summary>
    private static (ExactDecimal Min, ExactDecimal Max)? Range(FormatDefinition format) => s_ranges.GetOrAdd(format, static f =>
    {
        (string Min, string Max, string Below, string Above)? range = f.Name switch
        {
            "int32" => ("-2147483648", "2147483647", "-2147483649", "2147483648"),
            "int64" => ("-9223372036854775808", "9223372036854775807", "-9223372036854775809", "9223372036854775808"),
            _ => null,
        };
        if (range is not { } r || !Is(f, r.Min) || !Is(f, r.Max) || !Is(f, "1.0") || Is(f, r.Below) || Is(f, r.Above) || Is(f, "0.5"))
            return null;
        return (ExactDecimal.Parse(System.Text.Encoding.ASCII.GetBytes(r.Min)), ExactDecimal.Parse(System.Text.Encoding.ASCII.GetBytes(r.Max)));
    });

    private static bool Is(FormatDefinition format, string number) => format.Check(System.Text.Encoding.ASCII.GetBytes(number));
}
