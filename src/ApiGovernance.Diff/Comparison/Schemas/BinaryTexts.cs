namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// What OpenAPI 3.0 says by a format, 3.1 says by content keywords: `byte` is `contentEncoding: base64`, `binary` is
/// `contentMediaType: application/octet-stream` (OpenAPI 3.1, "Migrating binary descriptions from OAS 3.0").
/// </summary>
internal static class BinaryTexts
{
    private const string Base64 = "base64", Octets = "application/octet-stream";

    public static string? EncodingOf(StringRules rules) => rules.ContentEncoding ?? (rules.Formats.Contains("byte") ? Base64 : null);

    public static string? MediaTypeOf(StringRules rules) => rules.ContentMediaType ?? (rules.Formats.Contains("binary") ? Octets : null);

    /// <summary>The content keywords say what the format says.</summary>
    public static bool Says(StringRules rules, string format) => format switch
    {
        "byte" => string.Equals(rules.ContentEncoding, Base64, StringComparison.OrdinalIgnoreCase),
        "binary" => rules.ContentEncoding is null && string.Equals(rules.ContentMediaType, Octets, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
