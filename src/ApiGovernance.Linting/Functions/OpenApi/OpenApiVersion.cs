using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>The versions of OpenAPI between which the functions tell.</summary>
internal enum OpenApiVersion
{
    /// <summary>No OpenAPI document.</summary>
    None,

    V20,

    V30,

    V31,

    V32,
}

/// <summary>Tells the version of a document by its <c>swagger</c> or <c>openapi</c> member.</summary>
internal static class OpenApiVersions
{
    public static OpenApiVersion Of(DocumentView view) => Of(view.Bundle.Root.Root);

    /// <summary>An unknown minor version of 3 counts as 3.0, as it does for Spectral.</summary>
    public static OpenApiVersion Of(DocumentNode root)
    {
        if (root["swagger"]?.Text is { } swagger && IsVersion(swagger, "2"))
            return OpenApiVersion.V20;
        if (root["openapi"]?.Text is not { } version || !IsVersion(version, "3"))
            return OpenApiVersion.None;
        return IsVersion(version, "3.2") ? OpenApiVersion.V32 : IsVersion(version, "3.1") ? OpenApiVersion.V31 : OpenApiVersion.V30;
    }

    private static bool IsVersion(string text, string version) =>
        text.StartsWith(version, StringComparison.Ordinal) && (text.Length == version.Length || text[version.Length] == '.');
}
