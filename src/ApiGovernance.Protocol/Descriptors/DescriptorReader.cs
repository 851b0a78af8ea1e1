using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Reads one descriptor, YAML or JSON. Nothing throws for content; every error is found in one reading.</summary>
public static class DescriptorReader
{
    /// <summary>The kinds that can be read, as they are written.</summary>
    public static IReadOnlyList<string> Kinds => EnvelopeReader.Kinds;

    /// <param name="allowNoVersions">An <c>Api</c> may be registered over HTTP before its first contract is submitted; a file may not.</param>
    public static DescriptorReadResult Read(SourceDocument document, bool allowNoVersions = false)
    {
        ArgumentNullException.ThrowIfNull(document);
        var findings = new DescriptorFindings();
        findings.Add(document.Findings);
        if (!document.IsReadable)
            return new DescriptorReadResult(null, findings.All);
        if (!document.Root.IsObject)
        {
            findings.Error(
                "descriptor-type", "The file holds no descriptor.",
                $"Begin with apiVersion: {Descriptor.ApiVersion}, kind: one of {string.Join(", ", Kinds)}, metadata and spec.", document.Root.Span, "");
            return new DescriptorReadResult(null, findings.All);
        }

        SourceSpan start = document.Root.Span;
        var root = new NodeReader(document.Root, start with { EndLine = start.Line, EndColumn = start.Column }, "", "", findings);
        Descriptor? descriptor = EnvelopeReader.Read(root, allowNoVersions);
        return new DescriptorReadResult(findings.HasErrors ? null : descriptor, findings.All);
    }

    /// <summary>Reads what <see cref="DescriptorWriter.ToJson"/> wrote.</summary>
    /// <param name="name">Stands for the file in findings.</param>
    public static DescriptorReadResult FromJson(string name, string json) =>
        Read(DocumentReader.Read(name, Encoding.UTF8.GetBytes(json)), allowNoVersions: true);
}
