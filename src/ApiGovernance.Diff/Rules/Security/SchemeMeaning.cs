using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>What a security scheme asks for, apart from its name: two of the same meaning are the same.</summary>
internal static class SchemeMeaning
{
    /// <summary>Everything that tells one scheme from another.</summary>
    public static string Of(ApiSecurityDefinition scheme) => Kind(scheme) switch
    {
        "oauth2" => $"oauth2 {string.Join(' ', scheme.Flows.Select(flow => $"{flow.Kind}:{flow.AuthorizationUrl}:{flow.TokenUrl}").Order(StringComparer.Ordinal))}",
        "openIdConnect" => $"openIdConnect {scheme.OpenIdConnectUrl}",
        _ => Words(scheme),
    };

    /// <summary>The type; 2.0's `basic` is `http` later.</summary>
    public static string Kind(ApiSecurityDefinition scheme) => scheme.Type == "basic" ? "http" : scheme.Type ?? "";

    /// <summary>What a caller sends, in words.</summary>
    public static string Words(ApiSecurityDefinition scheme) => Kind(scheme) switch
    {
        "apiKey" => $"the {scheme.KeyIn} {(scheme.KeyIn == "header" ? scheme.KeyName?.ToLowerInvariant() : scheme.KeyName)}",
        "http" => $"http {scheme.HttpScheme}",
        "mutualTLS" => "a client certificate",
        "openIdConnect" => "an OpenID Connect token",
        "oauth2" => "an OAuth 2.0 token",
        _ => $"`{scheme.Name}`",
    };
}
