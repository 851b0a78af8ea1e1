using ApiGovernance.JsonSchema;

namespace ApiGovernance.Gateway.Validation;

/// <summary>How a body of some content type is checked.</summary>
internal enum BodyKind
{
    /// <summary>The contract says nothing about the content.</summary>
    Free,

    /// <summary>The contract says something that nobody checks: XML, binary formats. Counted, so that it is not taken for clean.</summary>
    Unchecked,

    /// <summary><c>application/json</c> and <c>+json</c>; without a schema it must still be JSON.</summary>
    Json,

    /// <summary>JSON texts, each on a line: <c>application/x-ndjson</c>, <c>application/jsonl</c>.</summary>
    Lines,

    /// <summary>JSON texts, each behind a record separator: <c>application/json-seq</c>.</summary>
    Records,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    UrlEncoded,

    /// <summary><c>multipart/form-data</c>.</summary>
    Multipart,

    /// <summary><c>text/plain</c> and other text whose schema is that of a string.</summary>
    Text,

    /// <summary>Only the number of octets is checked.</summary>
    Octets,
}

internal static class BodyKinds
{
    /// <summary>JSON, one text or several.</summary>
    public static bool IsJson(this BodyKind kind) => kind is BodyKind.Json or BodyKind.Lines or BodyKind.Records;

    /// <summary>Read as text, so that its charset matters.</summary>
    public static bool IsText(this BodyKind kind) => kind.IsJson() || kind is BodyKind.UrlEncoded or BodyKind.Text;

    public static BodyKind Of(ContentType type, MediaTypePlan plan)
    {
        // Under a range such as application/*+json a framework reads application/grpc+json as JSON.
        if (type.IsStream && (!type.IsJson || plan.IsGrpc))
            return plan.IsDescribed ? BodyKind.Unchecked : BodyKind.Free;
        if (type.IsSequence)
            return plan.Schema is null && plan.ItemSchema is null ? BodyKind.Free : type.IsRecords ? BodyKind.Records : BodyKind.Lines;
        // A range that takes any octets means a JSON file as well.
        bool octets = plan.Range.Specificity < 2 && plan.Schema is { RootTypes: JsonTypes.String };
        if (type.IsJson && !octets)
            return BodyKind.Json;
        if (type.IsForm && plan.Form is not null)
            return BodyKind.UrlEncoded;
        if (type.IsMultipartForm && plan.Form is not null)
            return BodyKind.Multipart;
        if (!plan.IsDescribed)
            return BodyKind.Free;
        if (type.IsText && plan.Schema is { } schema && (schema.RootTypes & (JsonTypes.Array | JsonTypes.Object)) == 0)
            return BodyKind.Text;
        if (type.IsXml || type.IsForm || type.IsMultipartForm || (plan.Schema is null && plan.HasStructure) || (plan.Schema is { } other && (other.RootTypes & JsonTypes.String) == 0))
            return BodyKind.Unchecked;
        return plan.Octets == (0, long.MaxValue) ? BodyKind.Free : BodyKind.Octets;
    }
}
