using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>
/// A value of a filter expression, with JavaScript's notions of truth and loose equality. Reading a member of nothing gives nothing:
/// a filter never fails on the document's data.
/// </summary>
/// <param name="Match">Where the value stands in the document, when it does; its members are read through references.</param>
internal readonly record struct FilterValue(NodeKind? Kind, string? Text, DocumentNode? Node, PathMatch? Match = null)
{
    public static FilterValue Undefined => default;

    public static FilterValue Of(PathMatch match) => new(match.Value.Kind, match.Value.Text, match.Value, match.IsKey ? null : match);

    public static FilterValue Of(string text) => new(NodeKind.String, text, null);

    public static FilterValue Of(bool value) => new(NodeKind.Boolean, value ? "true" : "false", null);

    public static FilterValue OfNumber(double value) => new(NodeKind.Number, value.ToString("R", CultureInfo.InvariantCulture), null);

    public static FilterValue Null => new(NodeKind.Null, "null", null);

    public double? Number => Kind switch
    {
        NodeKind.Number or NodeKind.String when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
        NodeKind.Boolean => Text == "true" ? 1 : 0,
        NodeKind.Null => 0,
        _ => null,
    };

    public bool IsTruthy => Kind switch
    {
        null or NodeKind.Null => false,
        NodeKind.Boolean => Text == "true",
        NodeKind.String => Text!.Length > 0,
        NodeKind.Number => Number is not (null or 0),
        _ => true,
    };

    public bool StrictlyEquals(FilterValue other) => Kind == other.Kind && Kind switch
    {
        null or NodeKind.Null => true,
        NodeKind.Number => Number == other.Number,
        NodeKind.Object or NodeKind.Array => ReferenceEquals(Node, other.Node),
        _ => Text == other.Text,
    };

    public bool LooselyEquals(FilterValue other)
    {
        if (Kind == other.Kind)
            return StrictlyEquals(other);
        if (Kind is null or NodeKind.Null || other.Kind is null or NodeKind.Null)
            return Kind is null or NodeKind.Null && other.Kind is null or NodeKind.Null;
        return Number is { } number && number == other.Number;
    }

    public FilterValue Member(string name)
    {
        if (name == "length" && Node?[name] is null)
        {
            return Kind switch
            {
                NodeKind.String => OfNumber(Text!.Length),
                NodeKind.Array => OfNumber(Node!.Items.Count),
                _ => Undefined,
            };
        }

        if (Kind == NodeKind.String && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int at))
            return at < Text!.Length ? Of(Text[at].ToString()) : Undefined;
        return Match?.Child(name) is { } member ? Of(member) : Undefined;
    }
}
