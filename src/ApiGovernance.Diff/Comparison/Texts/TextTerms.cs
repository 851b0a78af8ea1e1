using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Texts;

/// <summary>
/// Schemas of values that are written as text. A reader takes a text when it satisfies the schema as a string, a number or a boolean; so who
/// takes any string takes the text of a number as well. These terms say so in the words of JSON, and the solver need not know of it.
/// </summary>
internal static class TextTerms
{
    private enum Reading
    {
        Sent,
        Written,
        Taken,
    }

    /// <summary>Below that nothing is spelled, and schemas that contain themselves end.</summary>
    private const int MaxDepth = 3;

    /// <summary>What is sent: a text that reads as a number or a boolean stands for it, and null has no text.</summary>
    public static SchemaTerm Sent(SchemaTerm term, Spelling spelling) => Of(term, spelling, Reading.Sent, MaxDepth);

    /// <summary>What is taken: a value is, if its text is.</summary>
    public static SchemaTerm Taken(SchemaTerm term, Spelling spelling) => Of(term, spelling, Reading.Taken, MaxDepth);

    /// <summary>The same with whole numbers as strings.</summary>
    public static SchemaTerm Written(SchemaTerm term, Spelling spelling) => Of(term, spelling, Reading.Written, MaxDepth);

    private static SchemaTerm Of(SchemaTerm term, Spelling spelling, Reading reading, int depth)
    {
        if (depth == 0 || spelling == Spelling.Json || term.IsNothing || term.Shape.Dangling.Count > 0)
            return term;
        return term.Space.Derived(term, $"{reading}-{spelling}-{depth}", () =>
        {
            SchemaShape shape = Below(term.Shape, spelling, reading, depth);
            if (spelling == Spelling.Form)
                return shape;
            if (reading == Reading.Taken)
                TakenTexts.Widen(shape, spelling);
            else
                SentTexts.Read(shape, spelling);
            if (reading == Reading.Written)
                SentTexts.Write(shape, term.Space);
            return ShapeNormalization.Settle(shape, term.Space);
        });
    }

    /// <summary>The same with what is inside written as text too.</summary>
    private static SchemaShape Below(SchemaShape from, Spelling spelling, Reading reading, int depth)
    {
        SchemaTerm Inside(SchemaTerm term) => Of(term, Spellings.Below(spelling, term, term), reading, depth - 1);
        SchemaShape shape = from.Copy();
        // Choices, exclusions, conditions and what counts items speak of the values inside: of two readings they could mean different ones.
        if (!from.IsPlain || from.Objects.DependentSchemas.Count > 0 || from.Arrays.Contains.Count > 0 || from.Arrays.Unique)
            return shape;
        shape.Arrays = from.Arrays with { Prefix = [.. from.Arrays.Prefix.Select(Inside)], Items = from.Arrays.Items is { } items ? Inside(items) : null };
        shape.Objects = from.Objects with
        {
            Properties = from.Objects.Properties.ToDictionary(property => property.Key, property => Inside(property.Value), StringComparer.Ordinal),
            Patterns = [.. from.Objects.Patterns.Select(pattern => KeyValuePair.Create(pattern.Key, Inside(pattern.Value)))],
            Additional = from.Objects.Additional is { } additional ? Inside(additional) : null,
        };
        return shape;
    }
}
