using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Model;

/// <summary>One run of the reader: the bundle that it reads and the findings that it collects.</summary>
internal sealed class ContractReading(DocumentBundle bundle)
{
    /// <summary>A callback in a callback, a part's header in a header's body: what nobody has written this deep.</summary>
    private const int MaxNesting = 32;

    private readonly List<Finding> _findings = [.. bundle.Findings];
    private readonly HashSet<(string, string, SourceSpan?)> _told = [];
    private readonly HashSet<(string, SourceSpan?)> _places = [];
    private readonly Dictionary<(DocumentNode, Type), object?> _read = [];
    private int _nesting;

    public ContractFormat Format { get; set; }

    /// <summary>Under which id parts of the wrong kind are told.</summary>
    public string ShapeRule { get; init; } = "contract-shape";

    /// <summary>All so far: of the texts, the references and the contract, in that order.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings];

    public DocumentBundle Bundle => bundle;

    public ResolvedNode Root { get; } = new(bundle.Root.Uri, "", bundle.Root.Root);

    public bool IsSwagger => Format == ContractFormat.Swagger20;

    /// <summary>The node, or what it refers to; null when that is nowhere (which the bundle has reported).</summary>
    public ResolvedNode? Follow(ResolvedNode? node) => node is null ? null : node.Node["$ref"] is null ? node : bundle.Follow(node);

    /// <summary>The object that the node is or refers to; anything else gets a finding. YAML's empty value is as good as no value.</summary>
    public ResolvedNode? Object(ResolvedNode? node, string what)
    {
        ResolvedNode? target = Follow(node);
        if (target is null or { Node.IsObject: true })
            return target;

        if (target.Node.Kind == NodeKind.Null)
        {
            Warning(ShapeRule, $"{what} is empty.", "Write an object, or leave it out.", target);
            return null;
        }

        Error(ShapeRule, $"{what} is not an object, so it is left out.", "Write it as an object.", target);
        return null;
    }

    /// <summary>
    /// Members of a map, references not followed; extensions are none. What is no map has been reported by <see cref="Object"/>.
    /// </summary>
    public IEnumerable<(DocumentMember Member, ResolvedNode Value)> Map(ResolvedNode? node, string what) =>
        Object(node, what)?.Members().Where(m => !m.Member.Name.StartsWith("x-", StringComparison.Ordinal)) ?? [];

    /// <summary>What many places refer to is read once; all of them share it, and its findings are told once.</summary>
    /// <returns>Null too for what is inside itself, or deeper in references than anybody follows.</returns>
    public T? Once<T>(ResolvedNode at, Func<T?> read)
        where T : class
    {
        if (_read.TryGetValue((at.Node, typeof(T)), out object? known))
        {
            if (known is Open)
                Info("contract-circular", "This refers to itself; the inner one is left out.", "Nothing needs to be done if this is meant.", at);
            return known as T;
        }

        if (_nesting >= MaxNesting)
        {
            Warning("contract-nesting", $"References nest deeper than {MaxNesting} levels here; the rest is left out.", "Refer to fewer things in a row.", at);
            return null;
        }

        _read[(at.Node, typeof(T))] = Open.Instance;
        _nesting++;
        T? value = read();
        _nesting--;
        _read[(at.Node, typeof(T))] = value;
        return value;
    }

    public static SchemaReference? Schema(ResolvedNode? node) =>
        node is { Node.Kind: NodeKind.Object or NodeKind.Boolean } ? new SchemaReference(node.DocumentUri, node.Pointer, node.Node) : null;

    /// <summary>The strings of an array of strings; other items are passed over.</summary>
    public static IReadOnlyList<string> Strings(DocumentNode? node) =>
        node is null or { Items.Count: 0 } ? [] : [.. node.Items.Select(i => i.AsString).OfType<string>()];

    /// <summary>What stands beside a reference counts before what it leads to, for texts only and from 3.1 on.</summary>
    public string? Text(ResolvedNode written, ResolvedNode target, string name) =>
        (Format >= ContractFormat.OpenApi31 ? written.Node[name]?.AsString : null) ?? target.Node[name]?.AsString;

    public void Error(string rule, string message, string fix, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Error(rule, message, fix, at.Node.Span, at.Pointer), operation);

    public void Warning(string rule, string message, string fix, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Warning(rule, message, fix, at.Node.Span, at.Pointer), operation);

    public void Info(string rule, string message, string fix, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Info(rule, message, fix, at.Node.Span, at.Pointer), operation);

    /// <summary>The same, at the key that names the node rather than at its value.</summary>
    public void Warning(string rule, string message, string fix, DocumentMember key, ResolvedNode at, string? operation = null) =>
        Add(DocumentFindings.Warning(rule, message, fix, key.NameSpan, at.Pointer), operation);

    /// <summary>A finding of this rule was told about this place.</summary>
    public bool HasTold(string rule, SourceSpan place) => _places.Contains((rule, place));

    public ContractReadResult Fatal() => new() { Findings = [.. _findings] };

    public ContractReadResult Done(ApiContract contract)
    {
        Finding[] findings = [.. _findings];
        return new ContractReadResult { Contract = contract with { Findings = findings }, Findings = findings };
    }

    // A path item that two paths refer to is read twice.
    private void Add(Finding finding, string? operation)
    {
        if (_told.Add((finding.RuleId, finding.Message, finding.Source)))
            _findings.Add(operation is null ? finding : finding with { Operation = operation });
        _places.Add((finding.RuleId, finding.Source));
    }

    private sealed class Open
    {
        public static Open Instance { get; } = new();
    }
}
