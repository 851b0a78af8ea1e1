using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <content>The keywords of objects.</content>
internal sealed partial class ExampleWalk
{
    private bool AcceptsObject(SchemaObject schema, DocumentNode value)
    {
        if (!schema.AsksOddly)
            return HasRequired(schema, value) && AcceptsAdditional(schema, value) && AcceptsProperties(schema, value);
        int count = value.Members.Count;
        if (count > schema.Count("maxProperties"))
            return Refuse("maxProperties", $"The object must have at most {schema["maxProperties"]!.Text} properties.");
        if (count < schema.Count("minProperties"))
            return Refuse("minProperties", $"The object must have at least {schema["minProperties"]!.Text} properties.");
        return HasRequired(schema, value) && AcceptsNames(schema, value) && AcceptsAdditional(schema, value) && AcceptsDependencies(schema, value, "dependencies")
            && AcceptsProperties(schema, value) && AcceptsPatternProperties(schema, value)
            && AcceptsDependencies(schema, value, "dependentRequired") && AcceptsDependencies(schema, value, "dependentSchemas")
            && AcceptsUnevaluated(schema, value);
    }

    private bool HasRequired(SchemaObject schema, DocumentNode value)
    {
        foreach (string name in schema.Required)
        {
            if (value[name] is null && !IsWaived(schema, name))
                return Refuse("required", $"The object must have the property \"{name}\".");
        }

        return true;
    }

    /// <summary>A request need not have what is read only, a response not what is written only.</summary>
    private bool IsWaived(SchemaObject schema, string name)
    {
        string? waiver = direction switch
        {
            SchemaDirection.Request => "readOnly",
            SchemaDirection.Response => "writeOnly",
            _ => null,
        };
        return waiver is not null && _negations == 0 && schema.Properties?[name] is { } property && _view.Follow(property)[waiver]?.AsBoolean == true;
    }

    private bool AcceptsNames(SchemaObject schema, DocumentNode value)
    {
        if (schema["propertyNames"] is not { } asked)
            return true;
        foreach (DocumentMember member in value.Members)
        {
            if (!Accepts(asked, DocumentNode.String(member.NameSpan, member.Name)))
                return Refuse("propertyNames", $"The object must not have a property named \"{member.Name}\".");
        }

        return true;
    }

    private bool AcceptsAdditional(SchemaObject schema, DocumentNode value)
    {
        if (schema["additionalProperties"] is not { } asked || asked.AsBoolean == true)
            return true;
        foreach (DocumentMember member in value.Members)
        {
            if (schema.Properties?[member.Name] is not null || MatchesPattern(schema, member.Name))
                continue;
            if (schemas[asked].RefusesAll)
                return Refuse("additionalProperties", $"The object must not have the property \"{member.Name}\".");
            if (!AcceptsBelow(asked, member.Name, member.Value))
                return false;
        }

        return true;
    }

    private bool AcceptsProperties(SchemaObject schema, DocumentNode value)
    {
        IReadOnlyList<DocumentMember> properties = schema.Properties?.Members ?? [];
        for (int i = 0; i < properties.Count; i++)
        {
            DocumentMember property = properties[i];
            if (value[property.Name] is { } present && !AcceptsBelow(property.Value, property.Name, present))
                return false;
        }

        return true;
    }

    private bool AcceptsPatternProperties(SchemaObject schema, DocumentNode value)
    {
        foreach (DocumentMember pattern in schema["patternProperties"]?.Members ?? [])
        {
            foreach (DocumentMember member in value.Members)
            {
                if (Matches(schema, pattern.Name, member.Name) && !AcceptsBelow(pattern.Value, member.Name, member.Value))
                    return false;
            }
        }

        return true;
    }

    private bool AcceptsDependencies(SchemaObject schema, DocumentNode value, string keyword)
    {
        foreach (DocumentMember dependency in schema[keyword]?.Members ?? [])
        {
            if (value[dependency.Name] is null)
                continue;
            if (!dependency.Value.IsArray && !Accepts(dependency.Value, value))
                return false;
            if (dependency.Value.Items.FirstOrDefault(name => name.AsString is { } needed && value[needed] is null) is { } missing)
                return Refuse(keyword, $"The object must have the property \"{missing.Text}\" beside \"{dependency.Name}\".");
        }

        return true;
    }

    private bool AcceptsUnevaluated(SchemaObject schema, DocumentNode value)
    {
        if (schema["unevaluatedProperties"] is not { } asked || asked.AsBoolean == true)
            return true;
        HashSet<string> evaluated = new(StringComparer.Ordinal);
        EvaluatedProperties(schema, value, evaluated);
        foreach (DocumentMember member in value.Members)
        {
            if (evaluated.Contains(member.Name))
                continue;
            if (schemas[asked].RefusesAll)
                return Refuse("unevaluatedProperties", $"The object must not have the property \"{member.Name}\", which its schema does not describe.");
            if (!AcceptsBelow(asked, member.Name, member.Value))
                return false;
        }

        return true;
    }

    private bool MatchesPattern(SchemaObject schema, string name) =>
        schema["patternProperties"] is { } patterns && patterns.Members.Any(pattern => Matches(schema, pattern.Name, name));

    private bool Matches(SchemaObject schema, string pattern, string name) =>
        schema.Pattern(pattern).Schema is { } compiled && compiled.IsValid(Scalar(DocumentNode.String(_view.Root.Node.Span, name)));
}
