using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>Makes the string part of a plan.</summary>
internal sealed class StringPlanner(PlanContext context) : ScalarPlanner<StringPlan>(context, JsonKind.String)
{
    protected override StringPlan Nothing => StringPlan.Nothing;

    protected override StringPlan Anything { get; } = new();

    protected override StringPlan? Make(List<Instruction> checks, List<(StringPlan[] Plans, int Min, int Max)> parts)
    {
        long min = 0;
        long max = long.MaxValue;
        List<byte[]>? values = null;
        List<EcmaPattern> patterns = [];
        List<FormatDefinition> formats = [];
        foreach (Instruction check in checks)
        {
            switch (check)
            {
                case LengthInstruction { Upper: true } length:
                    max = Math.Min(max, length.Limit);
                    break;
                case LengthInstruction length:
                    min = Math.Max(min, length.Limit);
                    break;
                case PatternInstruction pattern when !patterns.Contains(pattern.Pattern):
                    patterns.Add(pattern.Pattern);
                    break;
                case FormatInstruction format when !formats.Contains(format.Format):
                    formats.Add(format.Format);
                    break;
                case EnumInstruction literals:
                    values = Intersection(values, literals);
                    break;
            }
        }

        var plan = new StringPlan
        {
            MinLength = min,
            MaxLength = max,
            Values = values is null ? null : new KeyTable([.. values], null),
            Patterns = [.. patterns],
            Formats = [.. formats],
            Parts = [.. parts.Select(static p => new StringParts(p.Plans, p.Min, p.Max))],
        };
        return plan.IsAnything ? null : plan;
    }

    private static List<byte[]> Intersection(List<byte[]>? values, EnumInstruction literals)
    {
        byte[][] strings = [.. literals.Values.Where(static v => v.Kind == JsonKind.String).Select(static v => v.View.Text(0).ToArray())];
        var table = new KeyTable([.. strings.DistinctBy(Convert.ToHexString)], null);
        return values is null
            ? [.. table.Names]
            : values.FindAll(v => table.Find(v, KeyTable.Signature(v)) >= 0);
    }
}
