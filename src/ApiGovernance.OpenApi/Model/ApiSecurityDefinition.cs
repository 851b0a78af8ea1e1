namespace ApiGovernance.OpenApi.Model;

/// <summary>A security scheme as the document declares it. Operations name it in <see cref="ApiSecurityScheme"/>.</summary>
public sealed record ApiSecurityDefinition : ApiObject
{
    public required string Name { get; init; }

    /// <summary><c>apiKey</c>, <c>http</c>, <c>oauth2</c>, <c>openIdConnect</c>, <c>mutualTLS</c> (from 3.1 on) or <c>basic</c> (2.0); null when missing.</summary>
    public string? Type { get; init; }

    public string? Description { get; init; }

    /// <summary>The header, query parameter or cookie of an <c>apiKey</c>.</summary>
    public string? KeyName => Type == "apiKey" ? Node["name"]?.AsString : null;

    /// <summary><c>header</c>, <c>query</c> or <c>cookie</c> of an <c>apiKey</c>.</summary>
    public string? KeyIn => Type == "apiKey" ? Node["in"]?.AsString : null;

    /// <summary>The HTTP authentication scheme in lower case (RFC 9110, 11.1); <c>basic</c> for 2.0's type of that name.</summary>
    public string? HttpScheme => Type == "basic" ? "basic" : Type == "http" ? Node["scheme"]?.AsString?.ToLowerInvariant() : null;

    public string? BearerFormat => Node["bearerFormat"]?.AsString;

    public string? OpenIdConnectUrl => Node["openIdConnectUrl"]?.AsString;

    /// <summary>Address of the authorization server's metadata (3.2, RFC 8414).</summary>
    public string? OAuth2MetadataUrl => Node["oauth2MetadataUrl"]?.AsString;

    /// <summary>3.2.</summary>
    public bool Deprecated => Node["deprecated"]?.AsBoolean ?? false;

    /// <summary>The flows of <c>oauth2</c>; 2.0 has exactly one.</summary>
    public required IReadOnlyList<ApiOAuthFlow> Flows { get; init; }

    /// <summary>The scopes of all flows.</summary>
    public IEnumerable<string> Scopes => Flows.SelectMany(flow => flow.Scopes.Keys).Distinct(StringComparer.Ordinal);
}

/// <summary>How an OAuth 2.0 token is got (RFC 6749, RFC 8628).</summary>
public sealed record ApiOAuthFlow : ApiObject
{
    /// <summary><c>implicit</c>, <c>password</c>, <c>clientCredentials</c>, <c>authorizationCode</c> or <c>deviceAuthorization</c> (3.2); 2.0's names are mapped to these.</summary>
    public required string Kind { get; init; }

    public string? AuthorizationUrl => Node["authorizationUrl"]?.AsString;

    public string? DeviceAuthorizationUrl => Node["deviceAuthorizationUrl"]?.AsString;

    public string? TokenUrl => Node["tokenUrl"]?.AsString;

    public string? RefreshUrl => Node["refreshUrl"]?.AsString;

    /// <summary>Scope and what it is for.</summary>
    public required IReadOnlyDictionary<string, string> Scopes { get; init; }
}
