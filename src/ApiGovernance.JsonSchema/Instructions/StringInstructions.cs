using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>minLength or maxLength, in code points.</summary>
internal sealed class LengthInstruction(SchemaNode site, string keyword, long limit, bool upper) : Instruction(site, keyword)
{
    public override bool Run(ref Evaluator e, int token, bool track)
    {
        ReadOnlySpan<byte> text = e.View.Text(token);
        if (IsWithin(text))
            return true;
        string relation = upper ? "at most" : "at least";
        return e.Collecting && e.Report(
            token, this, $"The string must have {relation} {limit} {(limit == 1 ? "character" : "characters")}.", $"{relation} {limit} characters");
    }

    private bool IsWithin(ReadOnlySpan<byte> text)
    {
        // A code point takes one to four bytes: most lengths are decided without counting.
        if (upper ? text.Length <= limit : text.Length < limit)
            return upper;
        if (upper ? (text.Length + 3) / 4 > limit : (text.Length + 3) / 4 >= limit)
            return !upper;
        int count = 0;
        foreach (byte b in text)
        {
            if ((b & 0xC0) != 0x80)
                count++;
        }

        return upper ? count <= limit : count >= limit;
    }
}

/// <summary>pattern.</summary>
internal sealed class PatternInstruction(SchemaNode site, EcmaPattern pattern) : Instruction(site, "pattern")
{
    public override bool Run(ref Evaluator e, int token, bool track) => pattern.Match(e.View.Text(token)) switch
    {
        PatternMatch.Yes => true,
        PatternMatch.No => e.Collecting && e.Report(token, this, "The string must match the pattern.", pattern.Source),
        _ => e.Collecting && e.Report(token, this, "The pattern could not be decided in the time allowed; the string is refused.", pattern.Source),
    };
}

/// <summary>format, as an assertion.</summary>
internal sealed class FormatInstruction(SchemaNode site, FormatDefinition format) : Instruction(site, "format")
{
    public override bool Run(ref Evaluator e, int token, bool track) =>
        format.Check(e.View.Text(token)) || (e.Collecting && e.Report(token, this, $"The value must be {format.Description}.", format.Name));
}
