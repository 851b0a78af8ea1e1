using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Writes parameters, headers and content with their styles spelled out.</summary>
internal sealed class ParameterWriter(Utf8JsonWriter json, SchemaWriter schemas, SchemaSpace space)
{
    public void Write(IEnumerable<ApiParameter> parameters)
    {
        if (!parameters.Any())
            return;
        json.WriteStartArray("parameters");
        foreach (ApiParameter parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("in", parameter.In.ToString().ToLowerInvariant());
            if (parameter.Required)
                json.WriteBoolean("required", true);
            if (parameter.Deprecated)
                json.WriteBoolean("deprecated", true);
            if (parameter.AllowEmptyValue)
                json.WriteBoolean("allowEmptyValue", true);
            if (parameter.AllowReserved)
                json.WriteBoolean("allowReserved", true);
            Value(parameter.Schema, parameter.ContentType, parameter.Style, parameter.Explode);
            json.WriteExtensions(parameter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Header(ApiHeader header)
    {
        json.WriteStartObject(header.Name);
        if (header.Required)
            json.WriteBoolean("required", true);
        if (header.Deprecated)
            json.WriteBoolean("deprecated", true);
        Value(header.Schema, header.ContentType, header.Style, header.Explode);
        json.WriteExtensions(header);
        json.WriteEndObject();
    }

    public void Content(IReadOnlyList<ApiMediaType> types)
    {
        json.WriteStartObject("content");
        foreach (ApiMediaType type in types)
        {
            json.WriteStartObject(type.Name);
            if (type.Schema is { } schema)
                schemas.Property("schema", space.Of(schema));
            if (type.ItemSchema is { } item)
                schemas.Property("itemSchema", space.Of(item));
            if (type.Encoding.Count > 0)
                Encodings(type.Encoding);
            if (type.PrefixEncoding.Count > 0)
            {
                json.WriteStartArray("prefixEncoding");
                foreach (ApiEncoding encoding in type.PrefixEncoding)
                    Encoding(encoding);
                json.WriteEndArray();
            }

            if (type.ItemEncoding is { } each)
            {
                json.WritePropertyName("itemEncoding");
                Encoding(each);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Encodings(IReadOnlyList<ApiEncoding> encodings)
    {
        json.WriteStartObject("encoding");
        foreach (ApiEncoding encoding in encodings)
        {
            json.WritePropertyName(encoding.Name);
            Encoding(encoding);
        }

        json.WriteEndObject();
    }

    private void Encoding(ApiEncoding encoding)
    {
        json.WriteStartObject();
        if (encoding.ContentTypes.Count > 0)
            json.WriteString("contentType", string.Join(", ", encoding.ContentTypes));
        if (encoding.IsStyled)
            Style(encoding.Style, encoding.Explode);
        if (encoding.AllowReserved)
            json.WriteBoolean("allowReserved", true);
        if (encoding.Headers.Count > 0)
        {
            json.WriteStartObject("headers");
            foreach (ApiHeader header in encoding.Headers)
                Header(header);
            json.WriteEndObject();
        }

        if (encoding.Encoding.Count > 0)
            Encodings(encoding.Encoding);
        json.WriteEndObject();
    }

    private void Value(SchemaReference? schema, string? contentType, ParameterStyle style, bool explode)
    {
        if (contentType is not null)
        {
            json.WriteStartObject("content");
            json.WriteStartObject(contentType);
            if (schema is not null)
                schemas.Property("schema", space.Of(schema));
            json.WriteEndObject();
            json.WriteEndObject();
            return;
        }

        Style(style, explode);
        schemas.Property("schema", schema is null ? space.Anything : space.Of(schema));
    }

    private void Style(ParameterStyle style, bool explode)
    {
        // 2.0's `tsv` has no name in later versions.
        json.WriteString("style", style == ParameterStyle.TabDelimited ? "x-tabDelimited" : char.ToLowerInvariant(style.ToString()[0]) + style.ToString()[1..]);
        json.WriteBoolean("explode", explode);
    }
}
