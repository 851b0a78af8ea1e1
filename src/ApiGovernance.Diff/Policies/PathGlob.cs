using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Policies;

/// <summary>
/// A pattern over path templates: <c>*</c> is any part of one segment, <c>**</c> any number of segments; the names of path parameters do
/// not count.
/// </summary>
internal sealed partial class PathGlob(string text) : IEquatable<PathGlob>
{
    private readonly string[] _segments = Segments(text);

    public bool Matches(ApiOperation operation) => Matches(operation.Path) || operation.EffectivePaths.Any(Matches);

    public bool Matches(string path) => Wildcard.Matches<string>(_segments, Segments(path), "**", Wildcard.Matches);

    /// <summary>Whether it surely matches all that the other matches. Where it cannot be told: no.</summary>
    public bool Covers(PathGlob other) => Equals(other) || _segments is ["**"]
        || (!other._segments.Any(Wildcard.IsWild) && Wildcard.Matches<string>(_segments, other._segments, "**", Wildcard.Matches));

    public bool Equals(PathGlob? other) => other is not null && _segments.AsSpan().SequenceEqual(other._segments);

    public override bool Equals(object? obj) => Equals(obj as PathGlob);

    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    public override string ToString() => "/" + string.Join('/', _segments);

    private static string[] Segments(string path) => Parameter().Replace(path, "{}").Trim('/').Split('/');

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
