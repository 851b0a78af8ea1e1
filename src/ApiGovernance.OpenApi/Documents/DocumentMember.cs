using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>A key of an object with its place, and its value.</summary>
public sealed record DocumentMember(string Name, SourceSpan NameSpan, DocumentNode Value);
