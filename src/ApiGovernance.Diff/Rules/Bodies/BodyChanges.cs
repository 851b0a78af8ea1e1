using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>What a caller sends in the body, apart from its schemas.</summary>
internal static class BodyChanges
{
    private const string KeepElements = "Keep the elements and attributes of before.";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Breaks("request-body-added-required", ChangeDirection.Request, "a required body is new", "Make the body optional."),
        Define.Informs("request-body-added-optional", ChangeDirection.Request, "an optional body is new"),
        Define.Breaks("request-body-removed", ChangeDirection.Request, "the body is gone; what callers send is not heard", Define.NewVersion),
        Define.Breaks("request-body-became-required", ChangeDirection.Request, "the body became required", "Keep it optional."),
        Define.Informs("request-body-became-optional", ChangeDirection.Request, "the body became optional"),
        Define.Breaks("request-body-media-type-removed", ChangeDirection.Request, "a media type of the body is no longer taken", "Keep taking it."),
        Define.Informs("request-body-media-type-added", ChangeDirection.Request, "a media type of the body is new"),
        Define.Informs("request-body-media-type-schema-added", ChangeDirection.Request, "a body that was not described has a schema now; what that refuses is reported by itself"),
        Define.Informs("request-body-media-type-schema-removed", ChangeDirection.Request, "a body is no longer described"),
        Define.Breaks("request-body-encoding-changed", ChangeDirection.Request, "a field or part of the body is spelled otherwise, or fewer media types are taken for it", "Keep the old encoding."),
        Define.Informs("request-body-encoding-widened", ChangeDirection.Request, "more media types or spellings are taken for a field or part of the body"),
        Define.Breaks("request-body-encoding-header-required", ChangeDirection.Request, "a part of the body must have a header that it needed not have", "Make the header optional."),
        .. Xml("request", ChangeDirection.Request),
        .. Xml("response", ChangeDirection.Response),
        Define.Breaks("response-body-encoding-changed", ChangeDirection.Response, "a field or part of the answer is spelled otherwise, or may have more media types", "Keep the old encoding."),
        Define.Informs("response-body-encoding-narrowed", ChangeDirection.Response, "a field or part of the answer has fewer media types or spellings"),
        Define.Breaks("response-body-encoding-header-removed", ChangeDirection.Response, "a part of the answer may lack a header that it always had", "Keep sending it."),
    ];

    private static IEnumerable<ChangeDefinition> Xml(string side, ChangeDirection direction) =>
    [
        Define.Breaks($"{side}-body-xml-changed", direction, "a message in XML has another root element (name or namespace of `xml`)", KeepElements),
        Define.Breaks($"{side}-property-xml-changed", direction, "in XML a property is another element or attribute (name, namespace, `attribute` or `wrapped` of `xml`)", KeepElements),
    ];
}
