using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Model;

/// <summary>One run of the reader: the bundle that it reads and the findings that it collects.</summary>
internal sealed class ContractReading(DocumentBundle bundle)
{
    private readonly List<Finding> _findings = [.. bundle.Findings];

    public ContractFormat Format { get; set; }

    public ResolvedNode Root { get; } = new(bundle.Root.Uri, "", bundle.Root.Root);

    public bool IsSwagger => Format == ContractFormat.Swagger20;

    /// <summary>The node, or what it refers to; null when that is nowhere (which the bundle has reported).</summary>
    public ResolvedNode? Follow(ResolvedNode? node) => node is null ? null : bundle.Follow(node);

    /// <summary>The object that the node is or refers to; anything else gets a finding. YAML's empty value is as good as no value.</summary>
    public ResolvedNode? Object(ResolvedNode? node, string what)
    {
        ResolvedNode? target = Follow(node);
        if (target is null or { Node.IsObject: true })
            return target;

        if (target.Node.Kind == NodeKind.Null)
        {
            Warning("contract-shape", $"{what} is empty.", "Write an object, or leave it out.", target);
            return null;
        }

        Error("contract-shape", $"{what} is not an object, so it is left out.", "Write it as an object.", target);
        return null;
    }

    public static SchemaReference? Schema(ResolvedNode? node) =>
        node is { Node.Kind: NodeKind.Object or NodeKind.Boolean } ? new SchemaReference(node.DocumentUri, node.Pointer, node.Node) : null;

    /// <summary>The strings of an array of strings; other items are passed over.</summary>
    public static IReadOnlyList<string> Strings(DocumentNode? node) => node is null ? [] : [.. node.Items.Select(i => i.AsString).OfType<string>()];

    public void Error(string rule, string message, string fix, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Error(rule, message, fix, at.Node.Span, at.Pointer), operation);

    public void Warning(string rule, string message, string fix, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Warning(rule, message, fix, at.Node.Span, at.Pointer), operation);

    /// <summary>The same, at the key that names the node rather than at its value.</summary>
    public void Warning(string rule, string message, string fix, DocumentMember key, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Warning(rule, message, fix, key.NameSpan, at.Pointer), operation);

    public ContractReadResult Fatal() => new() { Findings = [.. _findings] };

    public ContractReadResult Done(ApiContract contract)
    {
        Finding[] findings = [.. _findings];
        return new ContractReadResult { Contract = contract with { Findings = findings }, Findings = findings };
    }

    private void Add(Finding finding, string? operation) => _findings.Add(finding with { Operation = operation });
}
