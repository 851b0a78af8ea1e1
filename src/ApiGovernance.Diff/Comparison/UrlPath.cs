using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Path templates as URLs: two that match the same requests have one shape.</summary>
internal static partial class UrlPath
{
    /// <summary>The normal form with every parameter's name erased.</summary>
    public static string Shape(string path) => Normal(Expression().Replace(path, "{}"));

    /// <summary>The names of a template's parameters in order.</summary>
    public static IReadOnlyList<string> Names(string path) => [.. Expression().Matches(path).Select(match => match.Value[1..^1])];

    /// <summary>The template with each parameter's place filled in.</summary>
    public static string Fill(string path, Func<string, string> value) => Expression().Replace(path, match => value(match.Value[1..^1]));

    /// <summary>
    /// Without dot segments (RFC 3986, 5.2.4), needless percent-encoding (6.2.2.2) and a slash at the end, which servers and clients add
    /// and drop at will.
    /// </summary>
    public static string Normal(string path)
    {
        List<string> segments = [];
        foreach (string segment in Decoded(path).Split('/').Skip(1))
        {
            if (segment == "..")
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            else if (segment != ".")
                segments.Add(segment);
        }

        return "/" + string.Join('/', segments).TrimEnd('/');
    }

    // A percent-encoded letter, digit or one of -._~ is that character; the digits of others are case-insensitive.
    private static string Decoded(string path)
    {
        if (!path.Contains('%', StringComparison.Ordinal))
            return path;
        StringBuilder text = new(path.Length);
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] != '%' || i + 2 >= path.Length || !byte.TryParse(path.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
            {
                text.Append(path[i]);
                continue;
            }

            char character = (char)code;
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~')
                text.Append(character);
            else
                text.Append('%').Append(path.AsSpan(i + 1, 2).ToString().ToUpperInvariant());
            i += 2;
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Expression();
}
