namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>From the text of a parameter to a verdict: every way in which the schema lets it be read is tried in turn.</summary>
internal ref partial struct ParameterRun<THeaders>
{
    private enum Way
    {
        Scalar,
        Array,
        Object,
        Json,

        /// <summary>The items are the values of several pairs.</summary>
        Pairs,

        /// <summary>The properties are the names of several pairs.</summary>
        Tree,
    }

    /// <summary>A parameter whose value is one text.</summary>
    private bool CheckText(ParameterPlan plan, ReadOnlySpan<char> text)
    {
        switch (plan.Content)
        {
            case MediaKind.Json:
                return Try(plan, text, Way.Json);
            case MediaKind.Form:
                return CheckFormContent(plan, text);
            case MediaKind.Other:
                return true;
            default:
                return (plan.AsScalar && Try(plan, text, Way.Scalar))
                    || (plan.AsArray && Try(plan, text, Way.Array))
                    || (plan.AsObject && Try(plan, text, Way.Object));
        }
    }

    private bool Try(ParameterPlan plan, ReadOnlySpan<char> text, Way way, int first = -1, PairIndex? pairs = null)
    {
        ValueTape tape = scratch.Tape;
        tape.Reset();
        var reader = new ValueReader(tape, plan.Escapes, asText: false) { Whole = text };
        if (!Read(ref reader, plan, text, way, first, pairs))
            return Fail(reader.Problem ?? $"is not written in the style '{StyleName(plan.Declared.Style)}'");
        if (plan.Schema is not { } schema || schema.Accepts(tape))
            return true;
        if (reader.Ambiguous)
        {
            tape.Reset();
            reader = new ValueReader(tape, plan.Escapes, asText: true) { Whole = text };
            if (Read(ref reader, plan, text, way, first, pairs) && schema.Accepts(tape))
                return true;
        }

        if (_maxErrors > 0)
            scratch.Errors = schema.Explain(tape, Math.Min(_maxErrors, 5));
        return false;
    }

    private readonly bool Read(ref ValueReader reader, ParameterPlan plan, ReadOnlySpan<char> text, Way way, int first, PairIndex? pairs)
    {
        switch (way)
        {
            case Way.Scalar:
                return StyledText.Scalar(ref reader, plan, text);
            case Way.Array:
                return StyledText.Array(ref reader, plan, text);
            case Way.Object:
                return StyledText.Object(ref reader, plan, text);
            case Way.Json:
                return reader.Json(text);
            case Way.Tree:
                return scratch.Tree.Write(ref reader, text, 0, plan.Shape);
        }

        int array = reader.Tape.Append(Input.JsonKind.Array, 0, 0);
        int count = 0;
        for (int pair = first; pair >= 0; pair = pairs.Pairs[pair].Next, count++)
        {
            ReadOnlySpan<char> item = text.Slice(pairs!.Pairs[pair].ValueStart, pairs.Pairs[pair].ValueLength);
            reader.Whole = item;
            if (!reader.Scalar(item, plan.Shape.Items))
                return false;
        }

        reader.Tape.Close(array, count);
        return true;
    }

    /// <summary>OpenAPI 3.2 <c>querystring</c> as a form.</summary>
    private readonly bool CheckFormContent(ParameterPlan plan, ReadOnlySpan<char> text)
    {
        if (plan.Form is not { } form)
            return true;
        ValidationResult result = form.ValidateUrlEncoded(text, Math.Max(1, _maxErrors));
        if (!result.IsValid)
            scratch.Errors = result.Errors;
        return result.IsValid;
    }

    private static string StyleName(SerializationStyle style)
    {
        string name = style.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
