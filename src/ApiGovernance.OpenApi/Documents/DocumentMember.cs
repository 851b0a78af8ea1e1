using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>A key of an object with its place, and its value.</summary>
public sealed record DocumentMember
{
    private readonly object _origin;

    public DocumentMember(string name, SourceSpan nameSpan, DocumentNode value) => (Name, _origin, Value) = (name, nameSpan, value);

    internal DocumentMember(string name, SourceText source, int start, int end, DocumentNode value) =>
        (Name, _origin, NameStart, NameEnd, Value) = (name, source, start, end, value);

    public string Name { get; init; }

    public DocumentNode Value { get; init; }

    public SourceSpan NameSpan => _origin as SourceSpan ?? ((SourceText)_origin).Span(NameStart, NameEnd);

    /// <summary>Where the key is written, quotes included, in the bytes of the file.</summary>
    internal int NameStart { get; }

    internal int NameEnd { get; }
}
