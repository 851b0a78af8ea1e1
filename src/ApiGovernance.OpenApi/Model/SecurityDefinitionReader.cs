using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the security schemes that a document declares.</summary>
internal static class SecurityDefinitionReader
{
    private static readonly Dictionary<string, string> SwaggerFlows = new(StringComparer.Ordinal)
    {
        ["implicit"] = "implicit",
        ["password"] = "password",
        ["application"] = "clientCredentials",
        ["accessCode"] = "authorizationCode",
    };

    public static IReadOnlyList<ApiSecurityDefinition> Read(ContractReading reading, ResolvedNode root)
    {
        ResolvedNode? schemes = reading.IsSwagger ? root.Member("securityDefinitions") : root.Member("components")?.Member("securitySchemes");
        var read = new List<ApiSecurityDefinition>();
        // A scheme may be named as an extension would be.
        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(schemes, "The map of security schemes")?.Members() ?? [])
        {
            if (Read(reading, member.Name, value) is { } scheme)
                read.Add(scheme);
        }

        return read;
    }

    public static ApiSecurityDefinition? Read(ContractReading reading, string name, ResolvedNode written)
    {
        if (reading.Object(written, $"The security scheme '{name}'") is not { } scheme)
            return null;
        string? type = scheme.Node["type"]?.AsString;
        if (type is null || !IsType(reading, type))
        {
            reading.Warning(
                "contract-security-type",
                type is null ? $"The security scheme '{name}' has no type." : $"The security scheme '{name}' has the type '{type}', which this version does not have.",
                reading.IsSwagger ? "Write basic, apiKey or oauth2." : "Write apiKey, http, oauth2, openIdConnect or (from 3.1 on) mutualTLS.",
                scheme.Member("type") ?? scheme);
        }

        return new ApiSecurityDefinition
        {
            Name = name,
            Type = type,
            Description = reading.Text(written, scheme, "description"),
            Flows = type == "oauth2" ? Flows(reading, scheme) : [],
            Node = scheme.Node,
            Pointer = scheme.Pointer,
            DocumentUri = scheme.DocumentUri,
        };
    }

    private static bool IsType(ContractReading reading, string type) => type switch
    {
        "apiKey" or "oauth2" => true,
        "basic" => reading.IsSwagger,
        "http" or "openIdConnect" => !reading.IsSwagger,
        "mutualTLS" => reading.Format >= ContractFormat.OpenApi31,
        _ => false,
    };

    private static List<ApiOAuthFlow> Flows(ContractReading reading, ResolvedNode scheme)
    {
        if (reading.IsSwagger)
            return [Flow(SwaggerFlows.GetValueOrDefault(scheme.Node["flow"]?.AsString ?? "", "implicit"), scheme)];

        var flows = new List<ApiOAuthFlow>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(scheme.Member("flows"), "'flows' of a security scheme"))
        {
            bool known = member.Name is "implicit" or "password" or "clientCredentials" or "authorizationCode"
                || (member.Name == "deviceAuthorization" && reading.Format == ContractFormat.OpenApi32);
            if (known && reading.Object(value, $"The flow '{member.Name}'") is { } flow)
                flows.Add(Flow(member.Name, flow));
        }

        return flows;
    }

    private static ApiOAuthFlow Flow(string kind, ResolvedNode node)
    {
        var scopes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DocumentMember scope in node.Node["scopes"]?.Members ?? [])
        {
            if (!scope.Name.StartsWith("x-", StringComparison.Ordinal))
                scopes[scope.Name] = scope.Value.AsString ?? "";
        }

        return new ApiOAuthFlow { Kind = kind, Scopes = scopes, Node = node.Node, Pointer = node.Pointer, DocumentUri = node.DocumentUri };
    }
}
