using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <content>The keywords of arrays.</content>
internal sealed partial class ExampleWalk
{
    private bool AcceptsArray(SchemaObject schema, DocumentNode value)
    {
        IReadOnlyList<DocumentNode> items = value.Items;
        if (items.Count > schema.Count("maxItems"))
            return Refuse("maxItems", $"The array must have at most {schema["maxItems"]!.Text} items.");
        if (items.Count < schema.Count("minItems"))
            return Refuse("minItems", $"The array must have at least {schema["minItems"]!.Text} items.");
        return AcceptsItems(schema, items) && AcceptsContains(schema, items) && AcceptsUnique(schema, value) && AcceptsUnevaluatedItems(schema, value);
    }

    private bool AcceptsItems(SchemaObject schema, IReadOnlyList<DocumentNode> items)
    {
        // `items` as a list is the older spelling of `prefixItems`; `additionalItems` then speaks of the rest.
        bool older = schema["items"] is { IsArray: true };
        IReadOnlyList<DocumentNode> first = schema.List(older ? "items" : "prefixItems");
        DocumentNode? rest = older ? schema["additionalItems"] : schema["items"];
        for (int i = 0; i < items.Count; i++)
        {
            DocumentNode? asked = i < first.Count ? first[i] : rest;
            if (asked is not null && i >= first.Count && schemas[asked].RefusesAll)
                return Refuse("items", $"The array must have at most {first.Count} items.");
            if (asked is not null && !AcceptsBelow(asked, Index(i), items[i]))
                return false;
        }

        return true;
    }

    private bool AcceptsContains(SchemaObject schema, IReadOnlyList<DocumentNode> items)
    {
        if (schema["contains"] is not { } sought)
            return true;
        int before = _errors.Count, found = 0;
        double least = schema.Count("minContains") ?? 1;
        double? most = schema.Count("maxContains");
        for (int i = 0; i < items.Count && (found < least || most is not null); i++)
        {
            if (AcceptsBelow(sought, Index(i), items[i]))
                found++;
        }

        if (found >= least || _alternatives == 0)
            _errors.RemoveRange(before, _errors.Count - before);
        if (found < least)
            return Refuse("contains", $"The array must contain at least {least} items of the kind under `contains`.");
        return !(found > most) || Refuse("contains", $"The array must contain at most {most} items of the kind under `contains`.");
    }

    private bool AcceptsUnique(SchemaObject schema, DocumentNode value)
    {
        if (value.Items.Count < 2 || schema["uniqueItems"]?.AsBoolean != true || schema.Leaf("uniqueItems")?.Schema is not { } unique)
            return true;
        return unique.IsValid(ViewJson.Write(_view[value])) || Refuse("uniqueItems", "The items of the array must all differ.");
    }

    private bool AcceptsUnevaluatedItems(SchemaObject schema, DocumentNode value)
    {
        if (schema["unevaluatedItems"] is not { } asked)
            return true;
        HashSet<int> evaluated = [];
        EvaluatedItems(schema, value, evaluated);
        for (int i = 0; i < value.Items.Count; i++)
        {
            if (evaluated.Contains(i))
                continue;
            if (schemas[asked].RefusesAll)
                return Refuse("unevaluatedItems", $"The array must have no item that its schema does not describe, such as number {i + 1}.");
            if (!AcceptsBelow(asked, Index(i), value.Items[i]))
                return false;
        }

        return true;
    }

    private static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);
}
