using System.Globalization;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Values of a keyword of which one allows all that the other allows.</summary>
internal static class Kinship
{
    private static readonly (string Narrow, string Wide)[] Formats = [("int32", "int64"), ("float", "double"), ("uri", "uri-reference"), ("iri", "iri-reference")];

    /// <returns><c>generalized</c>, <c>specialized</c>, or null when neither contains the other.</returns>
    public static string? Of(string keyword, string before, string after) => keyword switch
    {
        "format" when Formats.Contains((before, after)) => "generalized",
        "format" when Formats.Contains((after, before)) => "specialized",
        "multipleOf" when IsMultiple(before, after) => "generalized",
        "multipleOf" when IsMultiple(after, before) => "specialized",
        _ => null,
    };

    private static bool IsMultiple(string number, string of) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal a)
        && decimal.TryParse(of, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal b) && b > 0 && a % b == 0;
}
