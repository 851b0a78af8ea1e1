using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Paths;

/// <summary>One place that a path has reached: a value, or (after `~`) the key under which it stands.</summary>
internal sealed record PathMatch(ResolvedNode Place, string? Property, PathMatch? Parent, DocumentNode? Key = null)
{
    /// <summary>What a function is run on: the value, or the key as a string.</summary>
    public DocumentNode Value => Key ?? Place.Node;

    public SourceSpan Span => Value.Span;

    /// <summary>The children of this value; references are followed, so that a path runs over the document as it is meant.</summary>
    public IEnumerable<PathMatch> Children(DocumentBundle bundle)
    {
        foreach ((DocumentMember member, ResolvedNode value) in Place.Members())
            yield return new PathMatch(bundle.Follow(value) ?? value, member.Name, this);
        int index = 0;
        foreach (ResolvedNode item in Place.Items())
            yield return new PathMatch(bundle.Follow(item) ?? item, (index++).ToString(System.Globalization.CultureInfo.InvariantCulture), this);
    }

    /// <summary>The key of this match as a match of its own.</summary>
    public PathMatch AsKey()
    {
        DocumentMember? member = Parent?.Place.Node.Members.FirstOrDefault(candidate => candidate.Name == Property);
        return this with { Key = DocumentNode.String(member?.NameSpan ?? Place.Node.Span, Property ?? "") };
    }
}
