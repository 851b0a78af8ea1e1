using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>In which JSON Schema something is written.</summary>
internal static class MessageDialect
{
    /// <summary>A payload's own <c>$schema</c>, else what the message says; AsyncAPI's own schemas are draft 7 with a little more.</summary>
    public static SchemaDialect Of(EventMessage message) =>
        OfMetaSchema(message.Payload?.Node["$schema"]?.AsString)
        ?? (message.SchemaFormat is { } format && format.Contains("schema+", StringComparison.OrdinalIgnoreCase) ? OfVersion(format) : null)
        ?? SchemaDialect.Draft7;

    /// <summary>The dialect that a meta-schema's address stands for; null for an unknown one.</summary>
    public static SchemaDialect? OfMetaSchema(string? address)
    {
        string name = (address ?? "").TrimEnd('#').TrimEnd('/');
        if (name.StartsWith("https://spec.openapis.org/oas/3.1/", StringComparison.Ordinal))
            return SchemaDialect.OpenApi31;
        int scheme = name.IndexOf("://json-schema.org/", StringComparison.Ordinal);
        return scheme < 0 || !name.EndsWith("/schema", StringComparison.Ordinal) ? null : OfVersion(name);
    }

    private static SchemaDialect? OfVersion(string text) =>
        text.Contains("draft-04", StringComparison.Ordinal) ? SchemaDialect.Draft4
        : text.Contains("draft-06", StringComparison.Ordinal) ? SchemaDialect.Draft6
        : text.Contains("draft-07", StringComparison.Ordinal) ? SchemaDialect.Draft7
        : text.Contains("2019-09", StringComparison.Ordinal) ? SchemaDialect.Draft201909
        : text.Contains("2020-12", StringComparison.Ordinal) ? SchemaDialect.Draft202012
        : null;
}
