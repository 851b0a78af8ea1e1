using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Spectral's format names: a rule runs only on documents of its formats.</summary>
internal static class RuleFormats
{
    public static bool Match(IReadOnlyList<string> formats, DocumentNode root) => formats.Count == 0 || formats.Any(format => Is(format, root));

    private static bool Is(string format, DocumentNode root)
    {
        string openapi = root["openapi"]?.Text ?? "", swagger = root["swagger"]?.Text ?? "", asyncapi = root["asyncapi"]?.Text ?? "";
        return format.Replace('.', '_') switch
        {
            "oas2" => swagger.StartsWith('2'),
            "oas3" => openapi.StartsWith('3'),
            "oas3_0" => openapi.StartsWith("3.0", StringComparison.Ordinal),
            "oas3_1" => openapi.StartsWith("3.1", StringComparison.Ordinal),
            "oas3_2" => openapi.StartsWith("3.2", StringComparison.Ordinal),
            "aas2" or "asyncapi2" => asyncapi.StartsWith('2'),
            "aas3" or "asyncapi3" => asyncapi.StartsWith('3'),
            _ => false,
        };
    }
}
