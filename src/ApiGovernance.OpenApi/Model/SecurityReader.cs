using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads security requirements against the schemes that the document declares.</summary>
internal sealed class SecurityReader
{
    private readonly ContractReading _reading;
    private readonly Dictionary<string, string?> _types;
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ApiSecurityRequirement> _document;

    private SecurityReader(ContractReading reading, Dictionary<string, string?> types, ResolvedNode? document)
    {
        (_reading, _types) = (reading, types);
        _document = ReadList(document);
    }

    public static SecurityReader Of(ContractReading reading, ResolvedNode root)
    {
        ResolvedNode? schemes = reading.IsSwagger ? root.Member("securityDefinitions") : root.Member("components")?.Member("securitySchemes");
        var types = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach ((DocumentMember member, ResolvedNode value) in schemes?.Members() ?? [])
            types[member.Name] = reading.Object(value, $"The security scheme '{member.Name}'")?.Node["type"]?.AsString;
        return new SecurityReader(reading, types, root.Member("security"));
    }

    /// <summary>The operation's own alternatives; those of the document where it has none. An empty list takes them away.</summary>
    public IReadOnlyList<ApiSecurityRequirement> Read(ResolvedNode? own) => own is null ? _document : ReadList(own);

    private List<ApiSecurityRequirement> ReadList(ResolvedNode? list)
    {
        var read = new List<ApiSecurityRequirement>();
        foreach (ResolvedNode requirement in list?.Items() ?? [])
        {
            if (!requirement.Node.IsObject)
            {
                _reading.Error("contract-shape", "A security requirement is not an object, so it is left out.", "Write it as an object.", requirement);
                continue;
            }

            read.Add(new ApiSecurityRequirement([.. requirement.Members().Select(m => Scheme(m.Member.Name, m.Value))]));
        }

        return read;
    }

    private ApiSecurityScheme Scheme(string name, ResolvedNode scopes)
    {
        if (!_types.ContainsKey(name) && _reported.Add(name))
        {
            _reading.Error(
                "contract-security-undeclared",
                $"The security scheme '{name}' is required, but not declared.",
                _reading.IsSwagger ? "Declare it under 'securityDefinitions'." : "Declare it under 'components/securitySchemes'.",
                scopes);
        }

        return new ApiSecurityScheme(name, _types.GetValueOrDefault(name), ContractReading.Strings(scopes.Node));
    }
}
