using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>The envelope of a policy file, and the words for what is wrong in one.</summary>
internal sealed class PolicyDocument
{
    private readonly List<Finding> _findings;

    private PolicyDocument(IEnumerable<Finding> findings) => _findings = [.. findings];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Null when there is nothing to read.</summary>
    public DocumentNode? Spec { get; private set; }

    public static PolicyDocument Open(SourceDocument document, string kind)
    {
        PolicyDocument policy = new(document.Findings);
        if (!document.IsReadable)
            return policy;
        DocumentNode root = document.Root;
        if (!root.IsObject)
        {
            policy.Wrong(root, "", "A policy is an object.", $"Start with `apiVersion: {Descriptor.ApiVersion}` and `kind: {kind}`.");
            return policy;
        }

        policy.AllowOnly(root, "", "apiVersion", "kind", "metadata", "spec");
        policy.RequireText(root, "apiVersion", Descriptor.ApiVersion);
        policy.RequireText(root, "kind", kind);
        if (policy.Require(root, "", "spec") is { } spec)
        {
            if (spec.IsObject)
                policy.Spec = spec;
            else
                policy.Wrong(spec, "/spec", "`spec` must be an object.", "Indent the policy's members under `spec:`.");
        }

        return policy;
    }

    public DocumentNode? Require(DocumentNode parent, string pointer, string name)
    {
        DocumentNode? value = parent[name];
        if (value is null)
            Wrong(parent, pointer, $"`{name}` is missing.", $"Add `{name}`.");
        return value;
    }

    public void AllowOnly(DocumentNode parent, string pointer, params string[] names)
    {
        foreach (DocumentMember member in parent.Members.Where(member => !names.Contains(member.Name, StringComparer.Ordinal)))
        {
            _findings.Add(CatalogFindings.Policy(
                "policy-invalid", $"`{member.Name}` is unknown here.", $"Known are: {string.Join(", ", names)}.", member.NameSpan,
                JsonPointer.Append(pointer, member.Name)));
        }
    }

    public void Wrong(DocumentNode node, string pointer, string message, string fix) =>
        _findings.Add(CatalogFindings.Policy("policy-invalid", message, fix, node.Span, pointer));

    /// <summary>A list of texts; empty when the member is missing or wrong.</summary>
    public IReadOnlyList<string> Texts(DocumentNode parent, string pointer, string name)
    {
        if (parent[name] is not { } list)
            return [];
        string[] texts = [.. list.Items.Select(item => item.AsString).OfType<string>().Where(text => text.Length > 0)];
        if (list.IsArray && texts.Length == list.Items.Count && texts.Length > 0)
            return texts;
        Wrong(list, $"{pointer}/{name}", $"`{name}` must be a list of one or more texts.", $"Write for example {name}: [first, second].");
        return [];
    }

    /// <summary>A whole number within bounds; null when the member is missing or wrong.</summary>
    public int? Number(DocumentNode parent, string pointer, string name, int least, int most)
    {
        if (parent[name] is not { } value)
            return null;
        if (value.Kind == NodeKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        Wrong(value, $"{pointer}/{name}", $"`{name}` must be a whole number from {least} to {most}.", $"Write for example {Math.Clamp(30, least, most)}.");
        return null;
    }

    /// <summary>One of the words given; null when the member is missing or wrong.</summary>
    public string? Word(DocumentNode parent, string pointer, string name, params string[] words)
    {
        if (parent[name] is not { } value)
            return null;
        if (value.AsString is { } word && words.Contains(word, StringComparer.Ordinal))
            return word;
        Wrong(value, $"{pointer}/{name}", $"`{name}` is `{value.Text}`, which is not one of its words.", $"Write {string.Join(", ", words)}.");
        return null;
    }

    private void RequireText(DocumentNode root, string name, string expected)
    {
        if (Require(root, "", name) is { } value && value.AsString != expected)
            Wrong(value, $"/{name}", $"`{name}` is `{value.Text}`, expected `{expected}`.", $"Write `{name}: {expected}`.");
    }
}
