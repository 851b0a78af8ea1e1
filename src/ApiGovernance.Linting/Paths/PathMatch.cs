using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>One place that a path has reached: a value, or (after `~`) the key under which it stands.</summary>
internal readonly record struct PathMatch(DocumentPlace Place, DocumentView View, bool IsKey = false)
{
    public string? Property => Place.Parent is null ? null : Place.Name;

    public PathMatch? Parent => Place.Parent is { } parent ? new PathMatch(parent, View) : null;

    /// <summary>The value, or the key as a string.</summary>
    public DocumentNode Value => IsKey ? DocumentNode.String(Place.Span(View, key: true), Place.Name) : Place.Node;

    /// <summary>The children of this value, in the order of the document.</summary>
    public IEnumerable<PathMatch> Children()
    {
        foreach (DocumentPlace child in Place.Children(View))
            yield return new PathMatch(child, View);
    }

    /// <summary>One child by name; in an array by index, a negative one counted from the end.</summary>
    public PathMatch? Child(string name)
    {
        if (Place.Node.IsArray && name.StartsWith('-') && int.TryParse(name, out int index))
            name = (Place.Node.Items.Count + index).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Place.Child(name, View) is { } child ? new PathMatch(child, View) : null;
    }

    public PathMatch AsKey() => this with { IsKey = true };

    /// <summary>The way from the root in JSONPath-Plus' spelling: <c>$['paths']['/orders']</c>.</summary>
    public string Path => Parent is not { } parent ? "$" : parent.Place.Node.IsArray ? $"{parent.Path}[{Property}]" : $"{parent.Path}['{Property}']";
}
