using System.Text.RegularExpressions;

namespace ApiGovernance.Diff.Comparison.Routing;

/// <summary>A URL's path by its segments: a literal, a parameter for all of it, or a text with parameters in it.</summary>
internal sealed class UrlTemplate
{
    private const string Slot = "{}";

    private readonly string[] _segments;

    private UrlTemplate(string shape) => (Shape, _segments) = (shape, shape.Split('/')[1..]);

    /// <summary>See <see cref="UrlPath.Shape"/>.</summary>
    public string Shape { get; }

    public static UrlTemplate Of(string path) => new(UrlPath.Shape(path));

    /// <summary>Every URL of this template is one of the other's.</summary>
    public bool IsWithin(UrlTemplate other)
    {
        if (_segments.Length != other._segments.Length)
            return false;
        for (int i = 0; i < _segments.Length; i++)
        {
            if (!IsWithin(_segments[i], other._segments[i]))
                return false;
        }

        return true;
    }

    /// <summary>It comes before the other for a URL that both match: concrete parts win, from the left (OpenAPI 3.0.3, "Path Templating Matching").</summary>
    public bool IsBefore(UrlTemplate other)
    {
        for (int i = 0; i < Math.Min(_segments.Length, other._segments.Length); i++)
        {
            if (Openness(_segments[i]) != Openness(other._segments[i]))
                return Openness(_segments[i]) < Openness(other._segments[i]);
        }

        return false;
    }

    private static bool IsWithin(string segment, string other)
    {
        if (segment == other)
            return true;
        // A parameter is never empty.
        if (other == Slot)
            return segment.Length > 0;
        // Which texts with parameters are within others is not asked: it takes a whole segment for it.
        return other.Contains(Slot, StringComparison.Ordinal) && !segment.Contains(Slot, StringComparison.Ordinal)
            && Regex.IsMatch(segment, $"^{Regex.Escape(other).Replace(@"\{}", ".+", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static int Openness(string segment) => segment == Slot ? 2 : segment.Contains(Slot, StringComparison.Ordinal) ? 1 : 0;
}
