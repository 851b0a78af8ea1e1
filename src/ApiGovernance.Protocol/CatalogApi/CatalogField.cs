using System.Text.Json.Serialization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A <see cref="FieldSubject"/> as the catalog API writes it.</summary>
public sealed record CatalogField(
    [property: JsonConverter(typeof(CamelCaseEnum<FieldDirection>))] FieldDirection Direction,
    [property: JsonConverter(typeof(CamelCaseEnum<FieldKind>))] FieldKind Kind,
    string Name)
{
    public static CatalogField From(FieldSubject field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new CatalogField(field.Direction, field.Kind, field.Name);
    }

    public FieldSubject ToSubject() => new(Direction, Kind, Name);
}
