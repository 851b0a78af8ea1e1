using System.Text;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// Whether a listed value keeps what the other keywords beside the list ask. It decides only what is plain; a value that it cannot judge
/// stays listed.
/// </summary>
internal static class ScalarCheck
{
    /// <param name="isSure">What cannot be judged is not allowed.</param>
    public static bool Allows(SchemaShape shape, JsonValueText value, SchemaSpace space, bool isSure = false) => value.Kind switch
    {
        Kinds.Integer or Kinds.Fraction => Allows(shape.Numbers, value, space, isSure),
        Kinds.String => Allows(shape.Strings, value, space, isSure),
        _ => true,
    };

    public static bool Allows(NumberRange range, JsonValueText value, SchemaSpace space, bool isSure = false)
    {
        if (range.IsFree)
            return true;
        if (value.AsNumber is not { } number)
            return !isSure;
        if (range.Minimum is { } min && (number < min.Value || (min.Exclusive && number == min.Value)))
            return false;
        if (range.Maximum is { } max && (number > max.Value || (max.Exclusive && number == max.Value)))
            return false;
        if (range.MultipleOf.Any(step => number % step != 0))
            return false;
        return range.Formats.All(format => SchemaFormats.IsNumberMatch(space.Dialect, format, Encoding.UTF8.GetBytes(value.Text)) != false);
    }

    public static bool Allows(StringRules rules, JsonValueText value, SchemaSpace space, bool isSure = false)
    {
        if (rules.IsFree)
            return true;
        string text = value.AsString!;
        long length = text.EnumerateRunes().Count();
        return length >= rules.MinLength && length <= (rules.MaxLength ?? long.MaxValue)
            && rules.Patterns.All(pattern => (NamePatterns.Match(pattern, text) ?? !isSure))
            && rules.Formats.All(format => SchemaFormats.IsMatch(space.Dialect, format, Encoding.UTF8.GetBytes(text)) != false);
    }
}
