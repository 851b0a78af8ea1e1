using System.Globalization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>
/// The version that media types name. <c>Content-Type</c> says in which one the body is written; <c>Accept</c> lists what the caller
/// takes, and the one that it wants most and that exists counts (RFC 9110, 12.5.1).
/// </summary>
internal static class MediaTypeVersion
{
    /// <summary>Longer lists are no honest ones.</summary>
    private const int MostRanges = 32;

    /// <returns>Null when there is no version, or a good one.</returns>
    public static Problem? Find(VersionRules rules, VersionIndex index, HttpRequest request, out ServedVersion? version)
    {
        version = null;
        string name = rules.MediaTypeParameter;
        ReadOnlySpan<char> written = Parameter(request.ContentType, name, out bool twice);
        if (twice)
            return Twice(index, "Content-Type", name);
        if (!written.IsEmpty && index.Find(written, out version) is { } unknown)
            return unknown;
        if (version is not null && rules.FirstCounts)
            return null;
        StringValues accept = request.Headers.Accept;
        if (accept.Count == 0)
            return null;
        Problem? problem = Wanted(accept, name, index, out ServedVersion? wanted);
        if (wanted is null)
            return problem;
        if (version is not null && version != wanted)
            return index.Conflict($"Content-Type says {version.Part.Version}, Accept says {wanted.Part.Version}.", version, wanted);
        version = wanted;
        return null;
    }

    /// <returns>Why none of those that are named can be had; null when none is named.</returns>
    private static Problem? Wanted(StringValues accept, string name, VersionIndex index, out ServedVersion? wanted)
    {
        wanted = null;
        Problem? refused = null;
        double best = 0;
        int ranges = 0;
        foreach (string? line in accept)
        {
            ReadOnlySpan<char> rest = line;
            while (!rest.IsEmpty && ranges++ < MostRanges)
            {
                ReadOnlySpan<char> range = Next(ref rest, ',');
                ReadOnlySpan<char> asked = Parameter(range, name, out bool twice);
                if (twice)
                    return Twice(index, "Accept", name);
                if (asked.IsEmpty)
                    continue;
                double weight = Weight(range);
                // Of two that are wanted equally the first counts.
                if (weight <= best)
                    continue;
                if (index.Find(asked, out ServedVersion? found) is { } problem)
                    refused ??= problem;
                else
                    (wanted, best) = (found, weight);
            }
        }

        return wanted is null ? refused : null;
    }

    private static double Weight(ReadOnlySpan<char> range)
    {
        ReadOnlySpan<char> text = Parameter(range, "q", out _);
        return text.IsEmpty ? 1 : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double weight) ? weight : 0;
    }

    private static Problem Twice(VersionIndex index, string field, string name) =>
        index.Conflict($"A media type of {field} has the parameter {name} more than once; write it once.");

    /// <summary>A parameter's value without its quotes; empty when there is none.</summary>
    /// <param name="twice">It is there once more: which of the two another reader takes is anybody's guess.</param>
    private static ReadOnlySpan<char> Parameter(ReadOnlySpan<char> mediaType, ReadOnlySpan<char> name, out bool twice)
    {
        twice = false;
        ReadOnlySpan<char> found = default;
        bool any = false;
        Next(ref mediaType, ';');
        while (!mediaType.IsEmpty)
        {
            ReadOnlySpan<char> parameter = Next(ref mediaType, ';').Trim();
            int equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                twice |= any;
                any = true;
                found = parameter[(equals + 1)..].Trim().Trim('"');
            }
        }

        return found;
    }

    /// <summary>The text up to the next separator that stands outside quotes.</summary>
    private static ReadOnlySpan<char> Next(scoped ref ReadOnlySpan<char> text, char separator)
    {
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && text[i] == separator)
            {
                ReadOnlySpan<char> part = text[..i];
                text = text[(i + 1)..];
                return part;
            }
        }

        ReadOnlySpan<char> all = text;
        text = default;
        return all;
    }
}
