using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>minLength or maxLength, in code points.</summary>
internal sealed class LengthInstruction(SchemaNode site, string keyword, long limit, bool upper) : Instruction(site, keyword)
{
    public long Limit { get; } = limit;

    public bool Upper { get; } = upper;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        ReadOnlySpan<byte> text = e.View.Text(token);
        if (IsWithin(text))
            return true;
        string relation = Upper ? "at most" : "at least";
        return e.Collecting && e.Report(
            token, this, $"The string must have {relation} {Limit} {(Limit == 1 ? "character" : "characters")}.", $"{relation} {Limit} characters");
    }

    private bool IsWithin(ReadOnlySpan<byte> text)
    {
        // A code point takes one to four bytes: most lengths are decided without counting.
        if (Upper ? text.Length <= Limit : text.Length < Limit)
            return Upper;
        if (Upper ? (text.Length + 3) / 4 > Limit : (text.Length + 3) / 4 >= Limit)
            return !Upper;
        int count = 0;
        foreach (byte b in text)
        {
            if ((b & 0xC0) != 0x80)
                count++;
        }

        return Upper ? count <= Limit : count >= Limit;
    }
}

/// <summary>pattern.</summary>
internal sealed class PatternInstruction(SchemaNode site, EcmaPattern pattern) : Instruction(site, "pattern")
{
    public EcmaPattern Pattern { get; } = pattern;

    public override bool Run(ref Evaluator e, int token, bool track) => Pattern.Match(e.View.Text(token)) switch
    {
        PatternMatch.Yes => true,
        PatternMatch.No => e.Collecting && e.Report(token, this, $"The string must match the pattern {Pattern.Source}.", Pattern.Source),
        _ => e.GiveUp(token, Site, Keyword, "The pattern could not be decided in the time allowed; the string is refused.", Pattern.Source),
    };
}

/// <summary>format, as an assertion.</summary>
internal sealed class FormatInstruction(SchemaNode site, FormatDefinition format) : Instruction(site, "format")
{
    public FormatDefinition Format { get; } = format;

    public override bool Run(ref Evaluator e, int token, bool track) =>
        Format.Check(e.View.Text(token)) || (e.Collecting && e.Report(token, this, $"The value must be {Format.Description}.", Format.Name));
}
