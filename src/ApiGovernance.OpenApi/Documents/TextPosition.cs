using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>1-based; columns count UTF-16 code units, as editors and SARIF do.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    public SourceSpan To(TextPosition end, string file) => new(file, Line, Column, end.Line, end.Column);
}
