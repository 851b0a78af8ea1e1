using System.Text.Json;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Enumerations of other modules, written as the rest of the API writes its words.</summary>
internal sealed class CamelCaseEnum<T>() : WordEnum<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
