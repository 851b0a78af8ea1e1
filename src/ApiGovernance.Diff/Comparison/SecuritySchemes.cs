using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What a security scheme asks for, apart from its name: two of the same meaning are the same.</summary>
internal sealed class SecuritySchemes(ApiContract contract)
{
    public string Meaning(ApiSecurityScheme scheme)
    {
        ResolvedNode root = new(contract.Bundle.Root.Uri, "", contract.Root);
        ResolvedNode? declared = (contract.Format == ContractFormat.Swagger20 ? root.Member("securityDefinitions") : root.Member("components")?.Member("securitySchemes"))?.Member(scheme.Name);
        DocumentNode? node = declared is null ? null : contract.Bundle.Follow(declared)?.Node;
        return scheme.Type switch
        {
            "apiKey" when node?["in"]?.AsString == "header" => $"the header {node["name"]?.AsString?.ToLowerInvariant()}",
            "apiKey" => $"the {node?["in"]?.AsString} value {node?["name"]?.AsString}",
            "basic" => "http basic",
            "http" => $"http {node?["scheme"]?.AsString?.ToLowerInvariant()}",
            null => scheme.Name,
            string type => type,
        };
    }
}
