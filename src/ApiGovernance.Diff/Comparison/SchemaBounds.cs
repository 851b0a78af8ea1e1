using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Numeric bounds in both spellings (draft 4's boolean exclusive forms and the later numbers); the tighter of two wins.</summary>
internal static class SchemaBounds
{
    public static void Read(SchemaView view, string keyword, DocumentNode node, DocumentNode schema)
    {
        bool upper = keyword.EndsWith("aximum", StringComparison.Ordinal);
        // The boolean form only says something about its neighbour, which is read on its own.
        if (node.Kind == NodeKind.Boolean || !decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
            return;
        bool exclusive = keyword.StartsWith("exclusive", StringComparison.Ordinal)
            || schema[upper ? "exclusiveMaximum" : "exclusiveMinimum"]?.AsBoolean == true;
        Bound bound = new(value, exclusive);
        if (upper)
            view.Maximum = Tighter(view.Maximum, bound, upper);
        else
            view.Minimum = Tighter(view.Minimum, bound, upper);
    }

    public static void ReadCount(SchemaView view, string keyword, DocumentNode node)
    {
        if (!decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
            return;
        bool upper = keyword.StartsWith("max", StringComparison.Ordinal);
        string id = $"{keyword[..3]}-{keyword[3..].ToLowerInvariant()}";
        // `minLength: 0` says nothing.
        if (!upper && value == 0)
            return;
        view.Counts[id] = view.Counts.TryGetValue(id, out decimal known) ? (upper ? Math.Min(known, value) : Math.Max(known, value)) : value;
    }

    private static Bound Tighter(Bound? known, Bound bound, bool upper) =>
        known is { } other && Tightness(other, upper).CompareTo(Tightness(bound, upper)) <= 0 ? other : bound;

    /// <summary>Smaller is tighter, for either side.</summary>
    public static (decimal Value, int Exclusive) Tightness(Bound bound, bool upper) => (upper ? bound.Value : -bound.Value, bound.Exclusive ? 0 : 1);
}
