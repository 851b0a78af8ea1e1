using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Spectral's format names: a rule runs only on documents of its formats.</summary>
internal static class RuleFormats
{
    private static readonly Dictionary<string, (string Member, string Version)> Known = new(StringComparer.Ordinal)
    {
        ["oas2"] = ("swagger", "2"),
        ["oas3"] = ("openapi", "3"),
        ["oas3_0"] = ("openapi", "3.0"),
        ["oas3_1"] = ("openapi", "3.1"),
        ["oas3_2"] = ("openapi", "3.2"),
        ["aas2"] = ("asyncapi", "2"),
        ["asyncapi2"] = ("asyncapi", "2"),
        ["aas2_0"] = ("asyncapi", "2.0"),
        ["aas2_1"] = ("asyncapi", "2.1"),
        ["aas2_2"] = ("asyncapi", "2.2"),
        ["aas2_3"] = ("asyncapi", "2.3"),
        ["aas2_4"] = ("asyncapi", "2.4"),
        ["aas2_5"] = ("asyncapi", "2.5"),
        ["aas2_6"] = ("asyncapi", "2.6"),
        ["aas3"] = ("asyncapi", "3"),
        ["asyncapi3"] = ("asyncapi", "3"),
        ["aas3_0"] = ("asyncapi", "3.0"),
        ["arazzo1_0"] = ("arazzo", "1.0"),
    };

    /// <summary>The first name that is no format; such a rule would never run.</summary>
    public static string? Unknown(IEnumerable<string> formats) => formats.FirstOrDefault(format => !Known.ContainsKey(Name(format)));

    public static bool Match(IReadOnlyList<string> formats, DocumentNode root) => formats.Count == 0 || formats.Any(format =>
        Known.TryGetValue(Name(format), out (string Member, string Version) known) && IsVersion(root[known.Member]?.Text, known.Version));

    public static string All => string.Join(", ", Known.Keys);

    // `oas3.0` is the older spelling.
    private static string Name(string format) => format.Replace('.', '_');

    private static bool IsVersion(string? text, string version) =>
        text is not null && text.StartsWith(version, StringComparison.Ordinal) && (text.Length == version.Length || text[version.Length] == '.');
}
