using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>A child that a filter is asked about.</summary>
/// <param name="Parent">The object or array that holds it; null for the root.</param>
/// <param name="Name">The member's name; null for an item.</param>
/// <param name="Index">The place in an array.</param>
/// <param name="Node">What the view shows for it.</param>
/// <param name="Way">What lies above, for the few filters that ask.</param>
internal readonly record struct Candidate(DocumentView View, DocumentNode? Parent, string? Name, int Index, DocumentNode Node, ICandidateWay Way)
{
    /// <summary>The name, or the index in decimal digits; empty for the root.</summary>
    public string Key => Parent is null ? "" : Name ?? Index.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The way to the parent of a candidate.</summary>
internal interface ICandidateWay
{
    /// <summary>The key of the parent, as a text or number; nothing for the root.</summary>
    FilterValue ParentProperty { get; }

    /// <summary>The way to the parent in JSONPath-Plus' spelling: <c>$['paths']['/orders']</c>.</summary>
    string ParentPath { get; }
}

/// <summary>The way of a child of a candidate, in a condition that looks below.</summary>
internal sealed class NestedWay(Candidate parent) : ICandidateWay
{
    public FilterValue ParentProperty => PathText.Property(parent);

    public string ParentPath => PathText.Of(parent);
}

internal static class PathText
{
    public static FilterValue Property(in Candidate candidate) =>
        candidate.Parent is null ? FilterValue.Undefined : candidate.Name is { } name ? FilterValue.Of(name) : FilterValue.Of(candidate.Index);

    public static string Of(in Candidate candidate) => candidate.Parent is null ? "$" : Below(candidate.Way.ParentPath, candidate.Name, candidate.Index);

    public static string Below(string parent, string? name, int index) =>
        name is null ? string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]") : $"{parent}['{name}']";
}
