using System.Globalization;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>A value of a filter expression, with JavaScript's notions of truth, number and loose equality.</summary>
internal readonly struct FilterValue
{
    private readonly object? _value;
    private readonly double _number;

    private FilterValue(FilterKind kind, object? value = null, double number = 0) => (Kind, _value, _number) = (kind, value, number);

    public FilterKind Kind { get; }

    public string? Text => _value as string ?? (Kind == FilterKind.String ? ((DocumentNode)_value!).Text : null);

    public DocumentNode? Node => _value as DocumentNode;

    public TextPattern? Regex => _value as TextPattern;

    public IReadOnlyList<FilterValue> Items => _value as FilterValue[] ?? [];

    public static FilterValue Undefined => default;

    public static FilterValue Thrown => new(FilterKind.Thrown);

    public static FilterValue Null => new(FilterKind.Null);

    public static FilterValue Of(string text) => new(FilterKind.String, text);

    public static FilterValue Of(bool value) => new(FilterKind.Boolean, null, value ? 1 : 0);

    public static FilterValue Of(double number) => new(FilterKind.Number, null, number);

    public static FilterValue Of(TextPattern regex) => new(FilterKind.Regex, regex);

    public static FilterValue Of(FilterValue[] items) => new(FilterKind.List, items);

    public static FilterValue Constructor(string name) => new(FilterKind.Constructor, name);

    public static FilterValue Of(DocumentNode? node) => node?.Kind switch
    {
        null => default,
        NodeKind.Null => Null,
        NodeKind.Boolean => Of(node.Text == "true"),
        NodeKind.Number => Of(double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN),
        NodeKind.String => new(FilterKind.String, node),
        NodeKind.Array => new(FilterKind.Array, node),
        _ => new(FilterKind.Object, node),
    };

    public bool IsThrown => Kind == FilterKind.Thrown;

    public bool IsNothing => Kind is FilterKind.Undefined or FilterKind.Null;

    public bool IsTruthy => Kind switch
    {
        FilterKind.Undefined or FilterKind.Null or FilterKind.Thrown => false,
        FilterKind.Boolean => _number != 0,
        FilterKind.Number => _number != 0 && !double.IsNaN(_number),
        FilterKind.String => Text!.Length > 0,
        _ => true,
    };

    /// <summary>JavaScript's <c>Number(x)</c>.</summary>
    public double Number => Kind switch
    {
        FilterKind.Number or FilterKind.Boolean => _number,
        FilterKind.Null => 0,
        FilterKind.String => OfText(Text!),
        FilterKind.Object or FilterKind.Array or FilterKind.List => OfText(Printed!),
        _ => double.NaN,
    };

    public bool StrictlyEquals(in FilterValue other)
    {
        if (Kind != other.Kind)
            return false;
        return Kind switch
        {
            FilterKind.Undefined or FilterKind.Null => true,
            FilterKind.Number or FilterKind.Boolean => _number == other._number,
            FilterKind.String or FilterKind.Constructor => string.Equals(Text, other.Text, StringComparison.Ordinal),
            _ => ReferenceEquals(_value, other._value),
        };
    }

    public bool LooselyEquals(in FilterValue other)
    {
        if (Kind == other.Kind)
            return StrictlyEquals(other);
        if (IsNothing || other.IsNothing)
            return IsNothing && other.IsNothing;
        if (IsScalar && other.IsScalar)
            return Number == other.Number;
        // Of an object and a scalar, the object counts as its text.
        if (IsScalar != other.IsScalar && Primitive is { IsThrown: false } mine && other.Primitive is { IsThrown: false } its)
            return mine.LooselyEquals(its);
        return false;
    }

    /// <summary>JavaScript's <c>ToPrimitive</c>: scalars are what they are, everything else is its text.</summary>
    public FilterValue Primitive => IsScalar || IsNothing ? this : Printed is { } text ? Of(text) : Thrown;

    private bool IsScalar => Kind is FilterKind.Boolean or FilterKind.Number or FilterKind.String;

    /// <summary>JavaScript's <c>String(x)</c>; null for what has no useful text.</summary>
    public string? Printed => Kind switch
    {
        FilterKind.String => Text,
        FilterKind.Number => Print(_number),
        FilterKind.Boolean => _number != 0 ? "true" : "false",
        FilterKind.Null => "null",
        FilterKind.Undefined => "undefined",
        FilterKind.Object => "[object Object]",
        FilterKind.Array => Joined(Node!.Items.Select(Of)),
        FilterKind.List => Joined(Items),
        FilterKind.Regex => $"/{Regex!.Source}/",
        _ => null,
    };

    private static string Joined(IEnumerable<FilterValue> items) => string.Join(',', items.Select(static item => item.IsNothing ? "" : item.Printed));

    public override string ToString() => Printed ?? Kind.ToString();

    private static string Print(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e15
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    private static double OfText(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
            return 0;
        if (trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(trimmed.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) ? hex : double.NaN;
        return double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && (char.IsAsciiDigit(trimmed[^1]) || trimmed[^1] == '.')
            ? number
            : double.NaN;
    }
}
