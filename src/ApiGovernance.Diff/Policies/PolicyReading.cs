using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Collects what is wrong in a policy file, and reads the small things that many parts of it have.</summary>
internal sealed class PolicyReading(IEnumerable<Finding> findings)
{
    private readonly List<Finding> _findings = [.. findings];

    public IReadOnlyList<Finding> Findings => _findings;

    public void Wrong(DocumentNode at, string pointer, string message, string fix) => Wrong(at.Span, pointer, message, fix);

    public void Wrong(SourceSpan? at, string pointer, string message, string fix) => _findings.Add(new Finding
    {
        Kind = FindingKind.Policy,
        RuleId = "compatibility-policy",
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = at,
        Pointer = pointer,
    });

    /// <summary>The members that are known here; every other one is reported.</summary>
    public bool IsObject(DocumentNode node, string pointer, string what, params string[] known)
    {
        if (!node.IsObject)
        {
            Wrong(node, pointer, $"{what} is an object.", $"Write members such as `{known[0]}:` under it.");
            return false;
        }

        foreach (DocumentMember member in node.Members.Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
        {
            string near = NearId.Of(member.Name, known) is { } meant ? $"Did you mean `{meant}`? " : "";
            Wrong(member.NameSpan, JsonPointer.Append(pointer, member.Name), $"{what} has no `{member.Name}`.", $"{near}Use {string.Join(", ", known)}.");
        }

        return true;
    }

    /// <summary>The items of a list, each with its pointer; null when it is something else.</summary>
    public IEnumerable<(DocumentNode Node, string Pointer)> Items(DocumentNode node, string pointer, string what)
    {
        if (!node.IsArray)
            Wrong(node, pointer, $"{what} is a list.", "Start each entry with `- `.");
        return node.Items.Select((item, i) => (item, JsonPointer.Append(pointer, i)));
    }

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<(string Text, DocumentNode Node, string Pointer)> Texts(DocumentNode node, string pointer, string what)
    {
        List<(string, DocumentNode, string)> texts = [];
        foreach ((DocumentNode item, string at) in node.IsArray ? Items(node, pointer, what) : [(node, pointer)])
        {
            if (item.AsString is { Length: > 0 } text)
                texts.Add((text, item, at));
            else
                Wrong(item, at, $"{what} is a text or a list of texts.", "Write the text, in quotes where YAML would read it as something else.");
        }

        if (node is { IsArray: true, Items.Count: 0 })
            Wrong(node, pointer, $"{what} is an empty list.", "Name one at least, or leave it out.");
        return texts;
    }

    /// <summary>A word, or a list of words, each of which stands for a value.</summary>
    public IReadOnlyList<T> Choices<T>(DocumentNode node, string pointer, string what)
        where T : struct, Enum
    {
        List<T> values = [];
        foreach ((string text, DocumentNode at, string place) in Texts(node, pointer, what))
        {
            if (Words<T>.Find(text) is { } value)
                values.Add(value);
            else
                Wrong(at, place, $"`{text}` is no {what}.", $"Use {Words<T>.All}.");
        }

        return values;
    }

    /// <summary><c>breaking</c> or <c>warning</c>.</summary>
    public bool? Breaks(DocumentNode parent, string pointer, string name)
    {
        if (parent[name] is not { } node)
            return null;
        if (node.AsString is "breaking" or "warning")
            return node.AsString == "breaking";
        Wrong(node, JsonPointer.Append(pointer, name), $"`{node.Text}` is not known here.", "Use breaking or warning.");
        return null;
    }
}
