using System.Globalization;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>What is asked of single values of examples.</summary>
internal static class ExampleValues
{
    private const int MaxListed = 20;

    private static readonly (JsonTypes Type, string Name)[] TypeNames =
    [
        (JsonTypes.Object, "object"), (JsonTypes.Array, "array"), (JsonTypes.String, "string"), (JsonTypes.Number, "number"),
        (JsonTypes.Integer, "integer"), (JsonTypes.Boolean, "boolean"), (JsonTypes.Null, "null"),
    ];

    /// <summary>1 and 1.0 are the same; objects and arrays are not asked here.</summary>
    public static bool IsSameScalar(DocumentNode one, DocumentNode other)
    {
        if (one.Kind != other.Kind || one.Kind is NodeKind.Object or NodeKind.Array)
            return false;
        return one.Text == other.Text || (one.Kind == NodeKind.Number && Number(one) is { } left && Number(other) is { } right && left == right);
    }

    public static JsonTypes TypesOf(DocumentNode value) => value.Kind switch
    {
        NodeKind.Null => JsonTypes.Null,
        NodeKind.Boolean => JsonTypes.Boolean,
        NodeKind.String => JsonTypes.String,
        NodeKind.Array => JsonTypes.Array,
        NodeKind.Object => JsonTypes.Object,
        _ => Number(value) is { } number && double.IsFinite(number) && Math.Floor(number) == number ? JsonTypes.Number | JsonTypes.Integer : JsonTypes.Number,
    };

    public static string Names(JsonTypes types) => string.Join(" or ", TypeNames.Where(type => types.HasFlag(type.Type)).Select(static type => type.Name));

    public static string OneOf(IReadOnlyList<DocumentNode> values) =>
        $"The value must be one of {string.Join(", ", values.Take(MaxListed).Select(PrintedValue.Of))}{(values.Count > MaxListed ? $" and {values.Count - MaxListed} more" : "")}.";

    private static double? Number(DocumentNode node) => double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
