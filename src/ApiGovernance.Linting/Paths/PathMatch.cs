using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>One place that a path has reached: a value, or (after `~`) the key under which it stands.</summary>
internal readonly record struct PathMatch(DocumentPlace Place, bool IsKey)
{
    /// <summary>The value, or the key as a string.</summary>
    public DocumentNode Value(DocumentView view) => IsKey ? DocumentNode.String(Place.Span(view, key: true), Place.Name) : Place.Node;
}
