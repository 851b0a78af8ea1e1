using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Enumerations of other modules, written as the rest of the API writes its words.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
