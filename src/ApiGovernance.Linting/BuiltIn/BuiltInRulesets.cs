using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.BuiltIn;

/// <summary>The rulesets that come with the product, by the names under which rulesets extend them.</summary>
internal static class BuiltInRulesets
{
    /// <summary>Name, and the embedded file that holds the ruleset.</summary>
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["spectral:oas"] = "spectral-oas.yaml",
        ["spectral:asyncapi"] = "spectral-asyncapi.yaml",
        ["apigov:owasp"] = "owasp.yaml",
        ["apigov:governance"] = "apigov-governance.yaml",
    };

    public static IReadOnlyCollection<string> Names => Files.Keys;

    /// <summary>The ruleset's text; null for a name that is none of them. Findings name it as it is extended, e.g. <c>spectral:oas</c>.</summary>
    public static SourceDocument? Open(string name)
    {
        if (!Files.TryGetValue(name, out string? file))
            return null;
        using Stream stream = typeof(BuiltInRulesets).Assembly.GetManifestResourceStream(file)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return DocumentReader.Read(name, bytes);
    }
}
