using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>Whose side a change is on.</summary>
public enum ChangeDirection
{
    /// <summary>What a caller sends.</summary>
    Request,

    /// <summary>What a caller gets.</summary>
    Response,

    /// <summary>The operation itself.</summary>
    None,
}

/// <summary>One kind of difference. Ids are oasdiff's where it has one.</summary>
/// <param name="Severity">Before any policy: error means that it breaks a caller.</param>
/// <param name="Fix">How the change can be made without breaking anybody.</param>
public sealed record ChangeDefinition(string Id, Severity Severity, ChangeDirection Direction, string Meaning, string? Fix)
{
    /// <summary>The change is in what is only read (examples, explanations): no program behaves otherwise, and a patch step is enough.</summary>
    public bool IsForReaders { get; init; }

    /// <summary>Of a schema change that any schema can have, the id's part after the subject: <c>max-decreased</c>; null for all others.</summary>
    public string? Aspect { get; init; }

    /// <summary>What of the message has such a schema: <c>request-property</c>; null where <see cref="Aspect"/> is.</summary>
    public string? Subject => Aspect is { } aspect ? Id[..^(aspect.Length + 1)] : null;
}
