using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>One place that a path has reached: a value, or (after `~`) the key under which it stands.</summary>
internal sealed record PathMatch(ResolvedNode Place, string? Property, PathMatch? Parent, PathContext Context, DocumentNode? Key = null)
{
    /// <summary>What a function is run on: the value, or the key as a string.</summary>
    public DocumentNode Value => Key ?? Place.Node;

    /// <summary>The children of this value, in the order of the document.</summary>
    public IEnumerable<PathMatch> Children()
    {
        foreach ((DocumentMember member, ResolvedNode value) in Place.Members())
            yield return Below(member.Name, value);
        int index = 0;
        foreach (ResolvedNode item in Place.Items())
            yield return Below((index++).ToString(CultureInfo.InvariantCulture), item);
    }

    /// <summary>One child by name; in an array by index, a negative one counted from the end.</summary>
    public PathMatch? Child(string name)
    {
        if (!Place.Node.IsArray)
            return Place.Member(name) is { } member ? Below(name, member) : null;
        if (!int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
            return null;
        int count = Place.Node.Items.Count, at = index < 0 ? count + index : index;
        return at >= 0 && at < count
            ? Below(at.ToString(CultureInfo.InvariantCulture), new ResolvedNode(Place.DocumentUri, JsonPointer.Append(Place.Pointer, at), Place.Node.Items[at]))
            : null;
    }

    /// <summary>The key of this match as a match of its own.</summary>
    public PathMatch AsKey()
    {
        DocumentMember? member = Parent?.Place.Node.Members.FirstOrDefault(candidate => candidate.Name == Property);
        return this with { Key = DocumentNode.String(member?.NameSpan ?? Place.Node.Span, Property ?? "") };
    }

    /// <summary>The way from the root in JSONPath-Plus' spelling: <c>$['paths']['/orders']</c>.</summary>
    public string Path => Parent is null ? "$" : Parent.Place.Node.IsArray ? $"{Parent.Path}[{Property}]" : $"{Parent.Path}['{Property}']";

    private PathMatch Below(string name, ResolvedNode value) => new(Context.Follow(value), name, this, Context);
}
