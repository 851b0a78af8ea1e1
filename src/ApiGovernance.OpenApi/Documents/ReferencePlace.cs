namespace ApiGovernance.OpenApi.Documents;

/// <summary>What the names of an object's members mean: keywords of the format, or names that the document's author chose.</summary>
internal enum ReferencePlace
{
    /// <summary>Names are keywords of the format.</summary>
    Keywords,

    /// <summary>Names are free (schemas, responses), but <c>$ref</c> is a reference still.</summary>
    Free,

    /// <summary>Names are those of properties, <c>$ref</c> too.</summary>
    Properties,

    /// <summary>Named examples: each may be a reference, none is looked into.</summary>
    Examples,

    /// <summary>A discriminator's <c>mapping</c>.</summary>
    Mapping,

    /// <summary>Names are path templates, webhooks or runtime expressions.</summary>
    PathItems,

    /// <summary>Keywords, and what stands beside a <c>$ref</c> counts in every version.</summary>
    PathItem,

    /// <summary>Names are free, the values are maps of path items.</summary>
    Callbacks,

    /// <summary>Names are free, the values are links.</summary>
    Links,

    /// <summary>Keywords of a link, whose parameters are data.</summary>
    Link,

    /// <summary>A list of security requirements, and each of them.</summary>
    Security,

    /// <summary>Data: nothing in it is a reference.</summary>
    Data,
}

internal static class ReferencePlaces
{
    /// <summary>What stands below a member of an object that is at <paramref name="place"/>.</summary>
    public static ReferencePlace Below(ReferencePlace place, string name, DocumentNode value) => place switch
    {
        ReferencePlace.Free or ReferencePlace.Properties => ReferencePlace.Keywords,
        ReferencePlace.PathItems => IsExtension(name) ? ReferencePlace.Data : ReferencePlace.PathItem,
        ReferencePlace.Callbacks => ReferencePlace.PathItems,
        ReferencePlace.Links => ReferencePlace.Link,
        ReferencePlace.Link when name is "parameters" or "requestBody" => ReferencePlace.Data,
        ReferencePlace.Keywords or ReferencePlace.PathItem or ReferencePlace.Link => BelowKeyword(name, value),
        _ => ReferencePlace.Data,
    };

    private static ReferencePlace BelowKeyword(string name, DocumentNode value) => name switch
    {
        "example" or "default" or "enum" or "const" or "value" or "dataValue" => ReferencePlace.Data,
        "properties" or "patternProperties" or "dependentSchemas" or "dependencies" => ReferencePlace.Properties,
        "examples" => value.IsObject ? ReferencePlace.Examples : ReferencePlace.Data,
        "mapping" => ReferencePlace.Mapping,
        "paths" or "webhooks" or "pathItems" => ReferencePlace.PathItems,
        "callbacks" => ReferencePlace.Callbacks,
        "links" => ReferencePlace.Links,
        "security" => ReferencePlace.Security,
        "responses" or "headers" or "content" or "schemas" or "requestBodies" or "securitySchemes" or "securityDefinitions" or "mediaTypes"
            or "$defs" or "definitions" or "encoding" or "parameters" or "additionalOperations" or "channels" or "messages" or "operations"
            or "servers" or "replies" or "replyAddresses" or "correlationIds" or "operationTraits" or "messageTraits" or ReferenceScan.BundledKey =>
            value.IsObject ? ReferencePlace.Free : ReferencePlace.Keywords,
        _ => IsExtension(name) ? ReferencePlace.Data : ReferencePlace.Keywords,
    };

    private static bool IsExtension(string name) => name.StartsWith("x-", StringComparison.Ordinal);
}
