namespace ApiGovernance.OpenApi.Findings;

/// <summary>A field that a change is about: what a caller would have to send, or read, to be concerned.</summary>
/// <param name="Name">A parameter's name, or a property's path as <see cref="FieldPath"/> writes it; empty for a body as a whole.</param>
public sealed record FieldSubject(FieldDirection Direction, FieldKind Kind, string Name);

/// <summary>Who sends a field.</summary>
public enum FieldDirection
{
    /// <summary>The caller.</summary>
    Request,

    /// <summary>The API, in its answer.</summary>
    Response,

    /// <summary>The API calls the consumer (webhooks and callbacks): nothing of it passes the gateway.</summary>
    Callback,
}

/// <summary>Where in a message a field is.</summary>
public enum FieldKind
{
    Query,
    Header,
    Cookie,

    /// <summary>A property of the body; parts and fields of forms are such.</summary>
    Property,
}
