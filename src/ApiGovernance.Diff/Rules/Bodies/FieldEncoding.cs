using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>How one field or part is written, whether the document says so or leaves it to the standard.</summary>
/// <param name="Kinds">Of its values; null when the schema has no such field.</param>
internal sealed record FieldEncoding(ApiEncoding? Written, ValueKinds? Kinds, IReadOnlyList<string> ContentTypes)
{
    private const string Bytes = "application/octet-stream";

    /// <summary>Headers that the part always has.</summary>
    public IEnumerable<string> Required => Headers.Where(header => header.Required).Select(header => header.Name);

    /// <summary>Content-Type is no header of its own here.</summary>
    public IEnumerable<ApiHeader> Headers => (Written?.Headers ?? []).Where(header => !header.IsIgnored);

    public bool AllowReserved => Written?.AllowReserved == true;

    /// <summary>The standard makes the part bytes of any kind, unless the document names a type.</summary>
    public bool IsBytes => ContentTypes is [Bytes];

    /// <summary>In an urlencoded form: a document of JSON, because it says so or because objects are.</summary>
    public bool IsJson => Kinds != ValueKinds.Array && Spelling() is (_, _, { } type) && MediaTypes.IsJson(type);

    public static FieldEncoding Of(ApiMediaType type, string name, ApiContract contract) =>
        Of(type.Encoding.FirstOrDefault(encoding => encoding.Name == name), type.Schema is { } body ? SchemaKinds.Property(Place(body), name, contract.Bundle) : null, contract);

    /// <summary>A part that is told by its position (3.2).</summary>
    public static FieldEncoding At(ApiMediaType type, int index, ApiContract contract)
    {
        ResolvedNode? schema = type.Schema is { } body ? contract.Bundle.Follow(Place(body)) : null;
        ResolvedNode? item = schema?.Member("prefixItems")?.Items().ElementAtOrDefault(index) ?? schema?.Member("items") ?? (type.ItemSchema is { } each ? Place(each) : null);
        return Of(index < type.PrefixEncoding.Count ? type.PrefixEncoding[index] : type.ItemEncoding, item, contract);
    }

    /// <summary>How the field is spelled otherwise in an urlencoded form; null when it is not.</summary>
    public (string Before, string After)? Difference(FieldEncoding now, string name) =>
        WireSpelling.Difference(Spelling(), now.Spelling(), (Kinds ?? ValueKinds.Any) & (now.Kinds ?? ValueKinds.Any)) is var (was, spelled) ? (Named(was, name), Named(spelled, name)) : null;

    private static FieldEncoding Of(ApiEncoding? written, ResolvedNode? schema, ApiContract contract)
    {
        SchemaReference? field = schema is null ? null : new SchemaReference(schema.DocumentUri, schema.Pointer, schema.Node);
        return new FieldEncoding(
            written,
            field is null ? null : SchemaKinds.Of(field, contract.Bundle),
            written is { ContentTypes.Count: > 0 } ? [.. written.ContentTypes.Select(MediaTypes.Key).Order(StringComparer.Ordinal)] : [Usual(field, schema, contract)]);
    }

    private static ResolvedNode Place(SchemaReference schema) => new(schema.DocumentUri, schema.Pointer, schema.Node);

    private static string Named(string spelling, string name) => spelling.Replace("n=", $"{name}=", StringComparison.Ordinal).Replace("n[", $"{name}[", StringComparison.Ordinal);

    // OpenAPI 3.1, 4.8.15: the style counts where it is written, else arrays are repeated and objects are JSON.
    private (ParameterStyle, bool, string?) Spelling() =>
        Written is { IsStyled: true } styled ? (styled.Style, styled.Explode, null)
        : Written is { ContentTypes: [var type, ..] } && Kinds != ValueKinds.Array ? (ParameterStyle.Form, true, type)
        : Kinds == ValueKinds.Object ? (ParameterStyle.Form, true, "application/json")
        : (ParameterStyle.Form, true, null);

    // OpenAPI 3.1, 4.8.15: by the kind of the value, of an array by its items.
    private static string Usual(SchemaReference? field, ResolvedNode? schema, ApiContract contract)
    {
        if (field is null || schema is null || SchemaKinds.IsBinary(field, contract.Bundle))
            return Bytes;
        ResolvedNode? place = contract.Bundle.Follow(schema);
        bool later = contract.Format is ContractFormat.OpenApi31 or ContractFormat.OpenApi32;
        return SchemaKinds.Of(field, contract.Bundle) switch
        {
            ValueKinds.Object => "application/json",
            ValueKinds.Array when place?.Member("items") is { } items => Usual(new SchemaReference(items.DocumentUri, items.Pointer, items.Node), items, contract),
            ValueKinds.Any when later => Bytes,
            ValueKinds.Text when later && place?.Member("contentEncoding") is not null => Bytes,
            _ => "text/plain",
        };
    }
}
