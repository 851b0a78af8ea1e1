using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads security requirements against the schemes that the document declares.</summary>
internal sealed class SecurityReader
{
    private readonly ContractReading _reading;
    private readonly Dictionary<string, ApiSecurityDefinition> _schemes;
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    private SecurityReader(ContractReading reading, IReadOnlyList<ApiSecurityDefinition> schemes, ResolvedNode? document)
    {
        (_reading, Definitions) = (reading, schemes);
        _schemes = schemes.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        Document = ReadList(document);
    }

    public IReadOnlyList<ApiSecurityDefinition> Definitions { get; }

    /// <summary>The requirements of the document.</summary>
    public IReadOnlyList<ApiSecurityRequirement> Document { get; }

    public static SecurityReader Of(ContractReading reading, ResolvedNode root) =>
        new(reading, SecurityDefinitionReader.Read(reading, root), root.Member("security"));

    /// <summary>The operation's own alternatives; those of the document where it has none. An empty list takes them away.</summary>
    public IReadOnlyList<ApiSecurityRequirement> Read(ResolvedNode? own) => own is null ? Document : ReadList(own);

    private List<ApiSecurityRequirement> ReadList(ResolvedNode? list)
    {
        var read = new List<ApiSecurityRequirement>();
        if (list is { Node.IsArray: false })
            _reading.Error("contract-shape", "'security' is not a list, so it is left out.", "Write it as a list of objects.", list);
        foreach (ResolvedNode requirement in list?.Items() ?? [])
        {
            if (!requirement.Node.IsObject)
            {
                _reading.Error("contract-shape", "A security requirement is not an object, so it is left out.", "Write it as an object.", requirement);
                continue;
            }

            read.Add(new ApiSecurityRequirement([.. requirement.Members().Select(m => Scheme(m.Member, requirement, m.Value))]));
        }

        return read;
    }

    private ApiSecurityScheme Scheme(DocumentMember member, ResolvedNode requirement, ResolvedNode scopes)
    {
        ApiSecurityDefinition? definition = Find(member.Name, requirement);
        if (definition is null && !Exists(member.Name) && _reported.Add(member.Name))
        {
            _reading.Error(
                "contract-security-undeclared",
                $"The security scheme '{member.Name}' is required, but not declared.",
                _reading.IsSwagger ? "Declare it under 'securityDefinitions'." : "Declare it under 'components/securitySchemes'.",
                scopes);
        }

        IReadOnlyList<string> names = ContractReading.Strings(scopes.Node);
        if (!scopes.Node.IsArray || names.Count < scopes.Node.Items.Count)
            _reading.Error("contract-shape", $"The scopes of '{member.Name}' are not a list of strings; what is none is left out.", "Write a list of strings, empty for none.", scopes);
        if (definition is not null)
            CheckScopes(definition, names, scopes);
        return new ApiSecurityScheme(member.Name, definition?.Type, names) { Definition = definition };
    }

    /// <summary>A declared name; from 3.2 on a reference to a scheme too (OpenAPI 3.2, 4.30).</summary>
    private ApiSecurityDefinition? Find(string name, ResolvedNode requirement)
    {
        if (_schemes.TryGetValue(name, out ApiSecurityDefinition? scheme))
            return scheme;
        if (_reading.Format != ContractFormat.OpenApi32 || !ReferenceRules.IsReferenceNotName(name))
            return null;
        return _reading.Bundle.Resolve(requirement, name) is { } referred ? SecurityDefinitionReader.Read(_reading, name, referred) : null;
    }

    // Declared, but as something that is no scheme, or by a dangling reference: told already.
    private bool Exists(string name) =>
        (_reading.IsSwagger ? _reading.Root.Node["securityDefinitions"] : _reading.Root.Node["components"]?["securitySchemes"])?[name] is not null;

    private void CheckScopes(ApiSecurityDefinition scheme, IReadOnlyList<string> names, ResolvedNode at)
    {
        if (names.Count == 0)
            return;
        if (scheme.Type == "oauth2")
        {
            string[] unknown = [.. names.Except(scheme.Scopes, StringComparer.Ordinal)];
            if (unknown.Length > 0 && scheme.Flows.Count > 0)
            {
                _reading.Warning(
                    "contract-security-scope",
                    $"The scheme '{scheme.Name}' has no scope {string.Join(", ", unknown.Select(name => $"'{name}'"))}.",
                    "Declare the scope in the scheme's flows or correct its name.",
                    at);
            }
        }
        else if (scheme.Type is not (null or "openIdConnect") && _reading.Format < ContractFormat.OpenApi31)
        {
            _reading.Warning(
                "contract-security-scope",
                $"The scheme '{scheme.Name}' is of type {scheme.Type}, which has no scopes in this version.",
                "Write an empty list; roles came with OpenAPI 3.1.",
                at);
        }
    }
}
