using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <content>Schemas about the same value: not, anyOf, oneOf, allOf, if.</content>
internal sealed partial class ExampleWalk
{
    private bool AcceptsCombined(SchemaObject schema, DocumentNode value)
    {
        if (schema["not"] is { } refused && IsNegated(refused, value))
            return Refuse("not", "The value must not match the schema under `not`.");
        if (schema["anyOf"] is { IsArray: true } any && !AcceptsOne(any.Items, value))
            return Refuse("anyOf", "The value matches none of the schemas under `anyOf`.");
        if (schema["oneOf"] is { IsArray: true } one && !AcceptsExactlyOne(one.Items, value, out int matches))
            return Refuse("oneOf", matches == 0 ? "The value matches none of the schemas under `oneOf`." : "The value matches more than one of the schemas under `oneOf`.");
        return schema.List("allOf").All(each => Accepts(each, value)) && AcceptsConditional(schema, value);
    }

    private bool IsNegated(DocumentNode schema, DocumentNode value)
    {
        // What a request may leave out it may not leave out of what it must not be.
        _negations++;
        bool accepted = AcceptsSilently(schema, value);
        _negations--;
        return accepted;
    }

    /// <summary>The errors of all alternatives stay when none accepts.</summary>
    private bool AcceptsOne(IReadOnlyList<DocumentNode> schemas, DocumentNode value)
    {
        int before = _errors.Count;
        foreach (DocumentNode schema in schemas)
        {
            if (!AcceptsAlternative(schema, value))
                continue;
            _errors.RemoveRange(before, _errors.Count - before);
            return true;
        }

        return schemas.Count == 0;
    }

    private bool AcceptsExactlyOne(IReadOnlyList<DocumentNode> schemas, DocumentNode value, out int matches)
    {
        int before = _errors.Count;
        matches = 0;
        foreach (DocumentNode schema in schemas)
        {
            if (AcceptsAlternative(schema, value) && ++matches == 2)
                return false;
        }

        if (matches == 0)
            return false;
        _errors.RemoveRange(before, _errors.Count - before);
        return true;
    }

    /// <summary>Inside alternatives a keyword tells its errors beside those of the schemas in it, else in place of them (or they of it).</summary>
    private bool AcceptsAlternative(DocumentNode schema, DocumentNode value)
    {
        _alternatives++;
        bool accepted = Accepts(schema, value);
        _alternatives--;
        return accepted;
    }

    private bool AcceptsConditional(SchemaObject schema, DocumentNode value)
    {
        if (schema["if"] is not { } condition)
            return true;
        string branch = AcceptsSilently(condition, value) ? "then" : "else";
        return schema[branch] is not { } consequence || Accepts(consequence, value)
            || (_alternatives > 0 && Refuse("if", $"The value must match the schema under `{branch}`."));
    }
}
