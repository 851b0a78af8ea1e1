using System.Text.Json;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Writes security schemes in the words of OpenAPI 3, and requirements.</summary>
internal static class SecurityWriter
{
    public static void Requirements(Utf8JsonWriter json, IReadOnlyList<ApiSecurityRequirement> requirements)
    {
        if (requirements.Count == 0)
            return;
        json.WriteStartArray("security");
        foreach (ApiSecurityRequirement requirement in requirements)
        {
            json.WriteStartObject();
            foreach (ApiSecurityScheme scheme in requirement.Schemes)
            {
                json.WriteStartArray(scheme.Name);
                foreach (string scope in scheme.Scopes)
                    json.WriteStringValue(scope);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Definitions(Utf8JsonWriter json, IReadOnlyList<ApiSecurityDefinition> definitions)
    {
        if (definitions.Count == 0)
            return;
        json.WriteStartObject("securitySchemes");
        foreach (ApiSecurityDefinition definition in definitions)
        {
            json.WriteStartObject(definition.Name);
            json.WriteString("type", definition.Type == "basic" ? "http" : definition.Type);
            Text(json, "name", definition.KeyName);
            Text(json, "in", definition.KeyIn);
            Text(json, "scheme", definition.HttpScheme);
            Text(json, "bearerFormat", definition.BearerFormat);
            Text(json, "openIdConnectUrl", definition.OpenIdConnectUrl);
            Text(json, "oauth2MetadataUrl", definition.OAuth2MetadataUrl);
            if (definition.Deprecated)
                json.WriteBoolean("deprecated", true);
            if (definition.Type == "oauth2")
                Flows(json, definition.Flows);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Flows(Utf8JsonWriter json, IReadOnlyList<ApiOAuthFlow> flows)
    {
        json.WriteStartObject("flows");
        foreach (ApiOAuthFlow flow in flows)
        {
            json.WriteStartObject(flow.Kind);
            Text(json, "authorizationUrl", flow.AuthorizationUrl);
            Text(json, "deviceAuthorizationUrl", flow.DeviceAuthorizationUrl);
            Text(json, "tokenUrl", flow.TokenUrl);
            Text(json, "refreshUrl", flow.RefreshUrl);
            json.WriteStartObject("scopes");
            foreach ((string name, string text) in flow.Scopes)
                json.WriteString(name, text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
