using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>One value as the schema that allows nothing else.</summary>
internal static class ValueTerms
{
    public static SchemaTerm Of(JsonValueText value, SchemaSpace space) => space.Derived(space.Anything, $"={value.Text}", () =>
    {
        using JsonDocument document = JsonDocument.Parse(value.Text);
        return Shape(document.RootElement, value, space);
    });

    private static SchemaShape Shape(JsonElement element, JsonValueText value, SchemaSpace space)
    {
        SchemaShape shape = new() { Kinds = value.Kind };
        switch (value.Kind)
        {
            case Kinds.Null:
                break;
            case Kinds.Object:
                Dictionary<string, SchemaTerm> properties = element.EnumerateObject()
                    .ToDictionary(member => member.Name, member => Of(Text(member.Value), space), StringComparer.Ordinal);
                shape.Objects = new ObjectRules { Properties = properties, Required = new SortedSet<string>(properties.Keys, StringComparer.Ordinal), Additional = space.Nothing, IsAdditionalWritten = true };
                break;
            case Kinds.Array:
                SchemaTerm[] items = [.. element.EnumerateArray().Select(item => Of(Text(item), space))];
                shape.Arrays = new ArrayRules { Prefix = items, MinItems = items.Length, MaxItems = items.Length, Unique = items.Distinct().Count() == items.Length };
                break;
            default:
                shape.Values = [value];
                shape.Listed = value.Kind;
                break;
        }

        return shape;
    }

    private static JsonValueText Text(JsonElement element) => new(
        element.ValueKind switch
        {
            JsonValueKind.Object => Kinds.Object,
            JsonValueKind.Array => Kinds.Array,
            JsonValueKind.String => Kinds.String,
            JsonValueKind.True or JsonValueKind.False => Kinds.Boolean,
            JsonValueKind.Null => Kinds.Null,
            _ => element.TryGetDecimal(out decimal number) && number != decimal.Truncate(number) ? Kinds.Fraction : Kinds.Integer,
        },
        element.GetRawText());
}
