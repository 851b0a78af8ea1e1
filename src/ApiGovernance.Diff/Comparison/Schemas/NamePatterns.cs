using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Patterns against names and strings.</summary>
internal static class NamePatterns
{
    private static readonly SchemaPatterns Patterns = new();

    /// <summary>What cannot be told counts as a match: more is then asked of a value, never less.</summary>
    public static bool IsMatch(string pattern, string name) => Patterns.IsMatch(pattern, name) ?? true;

    public static bool? Match(string pattern, string text) => Patterns.IsMatch(pattern, text);
}
