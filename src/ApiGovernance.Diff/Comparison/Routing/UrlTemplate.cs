namespace ApiGovernance.Diff.Comparison.Routing;

/// <summary>A URL's path by its segments: a literal, a parameter for all of it, or a text with parameters in it.</summary>
internal sealed class UrlTemplate
{
    private const string Slot = "{}";

    private readonly string[] _written, _segments;

    private UrlTemplate(string[] written)
    {
        _written = written;
        _segments = [.. written.Select(segment => UrlPath.Fill(segment, _ => Slot))];
        Shape = "/" + string.Join('/', _segments);
    }

    /// <summary>See <see cref="UrlPath.Shape"/>.</summary>
    public string Shape { get; }

    /// <summary>The segments with the names of their parameters.</summary>
    public IReadOnlyList<string> Written => _written;

    public static UrlTemplate Of(string path) => new(UrlPath.Normal(path).Split('/')[1..]);

    /// <summary>Every URL of this template is one of the other's.</summary>
    public bool IsWithin(UrlTemplate other) => Matches(other, IsWithin);

    /// <summary>Some URL is one of both.</summary>
    public bool Overlaps(UrlTemplate other) => Matches(other, (one, another) => IsWithin(one, another) || IsWithin(another, one));

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

    /// <summary>This template where it stands for nothing but the other's URLs, with the values that some of its parameters have there.</summary>
    /// <param name="url">A part of this template.</param>
    public (UrlTemplate Bound, IReadOnlyDictionary<string, string> Values) Bind(UrlTemplate url)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        string[] bound = [.. _written];
        for (int i = 0; i < bound.Length; i++)
        {
            if (IsOpen(url._segments[i]) || !IsOpen(_segments[i]))
                continue;
            bound[i] = url._segments[i];
            foreach ((string name, string value) in UrlPath.Names(_written[i]).Zip(Values(_segments[i], url._segments[i]) ?? []))
                values[name] = Uri.UnescapeDataString(value);
        }

        return (new UrlTemplate(bound), values);
    }

    /// <summary>With a value for one of the parameters.</summary>
    public UrlTemplate With(string name, string value) =>
        new([.. _written.Select(segment => segment.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal))]);

    private bool Matches(UrlTemplate other, Func<string, string, bool> segments)
    {
        if (_segments.Length != other._segments.Length)
            return false;
        for (int i = 0; i < _segments.Length; i++)
        {
            if (!segments(_segments[i], other._segments[i]))
                return false;
        }

        return true;
    }

    // Which texts with parameters are within others is not asked: the same one, or a parameter for all of it.
    private static bool IsWithin(string segment, string other) => segment == other || (IsOpen(other) && !IsOpen(segment) && Values(other, segment) is not null);

    /// <summary>What a segment's parameters are in a literal one, each at least a character long; null where they do not match.</summary>
    private static List<string>? Values(string segment, string literal)
    {
        string[] fixedParts = segment.Split(Slot);
        if (!literal.StartsWith(fixedParts[0], StringComparison.Ordinal))
            return null;
        List<string> values = [];
        int at = fixedParts[0].Length;
        for (int i = 1; i < fixedParts.Length; i++)
        {
            string next = fixedParts[i];
            int end = i == fixedParts.Length - 1
                ? (literal.EndsWith(next, StringComparison.Ordinal) ? literal.Length - next.Length : -1)
                : (at < literal.Length ? literal.IndexOf(next, at + 1, StringComparison.Ordinal) : -1);
            if (end <= at)
                return null;
            values.Add(literal[at..end]);
            at = end + next.Length;
        }

        return values;
    }

    private static bool IsOpen(string segment) => segment.Contains(Slot, StringComparison.Ordinal);

    private static int Openness(string segment) => segment == Slot ? 2 : IsOpen(segment) ? 1 : 0;
}
