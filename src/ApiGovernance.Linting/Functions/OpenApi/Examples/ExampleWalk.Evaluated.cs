using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <content>What the schemas about a value have looked at, for `unevaluatedProperties` and `unevaluatedItems` beside them.</content>
internal sealed partial class ExampleWalk
{
    private void EvaluatedProperties(SchemaObject schema, DocumentNode value, HashSet<string> evaluated)
    {
        bool all = schema["additionalProperties"] is not null;
        foreach (DocumentMember member in value.Members)
        {
            if (all || schema.Properties?[member.Name] is not null || MatchesPattern(schema, member.Name))
                evaluated.Add(member.Name);
        }

        foreach (DocumentMember dependency in schema["dependentSchemas"]?.Members ?? [])
        {
            if (value[dependency.Name] is not null)
                EvaluatedProperties(schemas[dependency.Value], value, evaluated);
        }

        foreach (DocumentNode applied in Applied(schema, value))
        {
            SchemaObject inner = schemas[applied];
            EvaluatedProperties(inner, value, evaluated);
            // One that speaks of the rest has looked at all.
            if (inner["unevaluatedProperties"] is not null)
                evaluated.UnionWith(value.Members.Select(static member => member.Name));
        }
    }

    private void EvaluatedItems(SchemaObject schema, DocumentNode value, HashSet<int> evaluated)
    {
        bool older = schema["items"] is { IsArray: true };
        int first = schema.List(older ? "items" : "prefixItems").Count;
        bool all = (older ? schema["additionalItems"] : schema["items"]) is not null;
        for (int i = 0; i < value.Items.Count; i++)
        {
            if (all || i < first || (schema["contains"] is { } sought && AcceptsSilently(sought, value.Items[i])))
                evaluated.Add(i);
        }

        foreach (DocumentNode applied in Applied(schema, value))
        {
            SchemaObject inner = schemas[applied];
            EvaluatedItems(inner, value, evaluated);
            if (inner["unevaluatedItems"] is not null)
                evaluated.UnionWith(Enumerable.Range(0, value.Items.Count));
        }
    }

    /// <summary>The schemas that apply to the same value and accept it.</summary>
    private IEnumerable<DocumentNode> Applied(SchemaObject schema, DocumentNode value)
    {
        foreach (DocumentNode each in schema.List("allOf"))
            yield return each;
        foreach (DocumentNode alternative in schema.List("anyOf").Concat(schema.List("oneOf")))
        {
            if (AcceptsSilently(alternative, value))
                yield return alternative;
        }

        if (schema["if"] is not { } condition)
            yield break;
        bool holds = AcceptsSilently(condition, value);
        if (holds)
            yield return condition;
        if (schema[holds ? "then" : "else"] is { } branch)
            yield return branch;
    }
}
