using System.Globalization;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>What a schema says, read once. Subschemas are nodes as they are written; what they refer to is followed by who walks.</summary>
internal sealed class SchemaObject
{
    private static readonly string[] OfNumbers = ["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format"];

    private static readonly string[] OfStrings = ["maxLength", "minLength", "pattern", "format"];

    private static readonly string[] OfArrays =
        ["maxItems", "minItems", "additionalItems", "prefixItems", "items", "contains", "uniqueItems", "unevaluatedItems"];

    private static readonly string[] OfObjects =
    [
        "maxProperties", "minProperties", "required", "propertyNames", "additionalProperties", "dependencies", "properties", "patternProperties",
        "dependentRequired", "dependentSchemas", "unevaluatedProperties",
    ];

    private static readonly string[] OddlyOfObjects = [.. OfObjects.Except(["required", "properties", "additionalProperties"])];

    private static readonly string[] OfAll = ["const", "enum", "not", "anyOf", "oneOf", "allOf", "if"];

    private readonly DocumentNode _node;
    private readonly SchemaLeaves _leaves;

    /// <param name="node">The schema, references followed.</param>
    /// <param name="nullable">The keyword that lets null in beside the type; null where the dialect has none.</param>
    public SchemaObject(DocumentNode node, string? nullable, SchemaLeaves leaves)
    {
        (_node, _leaves) = (node, leaves);
        RefusesAll = node.AsBoolean == false;
        if (!node.IsObject)
            return;
        ReadTypes(nullable);
        Properties = this["properties"];
        AsksAll = HasAny(OfAll);
        AsksArrays = HasAny(OfArrays);
        AsksObjects = HasAny(OfObjects);
        AsksOddly = AsksObjects && HasAny(OddlyOfObjects);
        Numbers = leaves.Of(node, OfNumbers, "number");
        Strings = leaves.Of(node, OfStrings, "string");
        Required = this["required"] is { IsArray: true } required ? [.. required.Items.Select(static name => name.AsString).OfType<string>()] : [];
        Problem ??= Numbers?.Problem ?? Strings?.Problem;
    }

    /// <summary>The schema `false`.</summary>
    public bool RefusesAll { get; }

    /// <summary>Why the schema is none; null when it is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>None where the schema does not speak of the type.</summary>
    public JsonTypes Types { get; private set; }

    /// <summary>The type is asked only with the first keyword of its kind: other keywords speak first.</summary>
    public bool DefersType { get; private set; }

    /// <summary>It has keywords for values of every type, beside the type.</summary>
    public bool AsksAll { get; }

    public bool AsksArrays { get; }

    public bool AsksObjects { get; }

    /// <summary>It asks more of objects than which properties they have and how these look.</summary>
    public bool AsksOddly { get; }

    public DocumentNode? Properties { get; }

    /// <summary>What it asks of numbers, without their type.</summary>
    public SchemaLeaf? Numbers { get; }

    public SchemaLeaf? Strings { get; }

    public IReadOnlyList<string> Required { get; } = [];

    public DocumentNode? this[string keyword] => _node[keyword];

    /// <summary>One keyword alone, compiled; null when the schema does not have it.</summary>
    public SchemaLeaf? Leaf(string keyword) => _leaves.Of(_node, [keyword]);

    /// <summary>A pattern of property names, compiled.</summary>
    public SchemaLeaf Pattern(string pattern) => _leaves.Pattern(pattern);

    public IReadOnlyList<DocumentNode> List(string keyword) => _node[keyword]?.Items ?? [];

    /// <summary>A count such as `minItems`; null when there is none.</summary>
    public double? Count(string keyword) =>
        _node[keyword] is { Kind: NodeKind.Number } number && double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double count) ? count : null;

    private void ReadTypes(string? nullable)
    {
        IReadOnlyList<string?> names = this["type"] switch
        {
            { Kind: NodeKind.String } one => [one.Text],
            { IsArray: true } list => [.. list.Items.Select(static item => item.AsString)],
            _ => [],
        };
        foreach (string? name in names)
        {
            Types |= TypeOf(name);
            // `file` of 2.0 is the type of a body that no example can show.
            if (TypeOf(name) == JsonTypes.None)
                Problem = $"`type` of its schema is none: {PrintedValue.Quoted(name ?? "")}";
        }

        bool letsNull = names.Count > 0 && nullable is not null && this[nullable]?.AsBoolean == true;
        DefersType = names.Count == 1 && !letsNull && HasAny(Keywords(Types));
        if (letsNull)
            Types |= JsonTypes.Null;
    }

    private bool HasAny(string[] keywords)
    {
        foreach (string keyword in keywords)
        {
            if (_node[keyword] is not null)
                return true;
        }

        return false;
    }

    private static string[] Keywords(JsonTypes type) => type switch
    {
        JsonTypes.Number => OfNumbers,
        JsonTypes.String => OfStrings,
        JsonTypes.Array => OfArrays,
        JsonTypes.Object => OfObjects,
        _ => [],
    };

    private static JsonTypes TypeOf(string? name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "string" => JsonTypes.String,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        _ => JsonTypes.None,
    };
}
