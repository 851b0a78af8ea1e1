using System.Text.RegularExpressions;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>A path template as a chain of resources: <c>/orders/{orderId}/lines</c> is lines of one order.</summary>
/// <param name="Segments">The fixed segments in their order, without versions and boilerplate.</param>
internal sealed partial record ResourcePath(IReadOnlyList<ResourceSegment> Segments)
{
    /// <param name="path">A template with its base path. OData keys in parentheses and custom methods after a colon are read too.</param>
    public static ResourcePath Of(string path, EntityVocabulary vocabulary)
    {
        List<ResourceSegment> segments = [];
        // /items({id}){?$select} is /items/{id}, and /orders/{id}:cancel is /orders/{id}/cancel.
        string plain = QueryTemplate().Replace(path, "").Replace("(", "/", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Replace("}:", "}/", StringComparison.Ordinal);
        foreach (string text in plain.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Contains('{', StringComparison.Ordinal))
            {
                if (segments.Count > 0)
                    segments[^1] = segments[^1] with { Parameter = Parameter().Match(text) is { Success: true } match ? match.Groups[1].Value : text };
                continue;
            }

            IReadOnlyList<string> words = [.. vocabulary.Words(text).Where(Boilerplate.IsPathWord)];
            if (words.Count > 0 && !Version().IsMatch(text))
                segments.Add(new ResourceSegment(text, words, vocabulary.Find(words)));
        }

        return new ResourcePath(segments);
    }

    [GeneratedRegex(@"\{\?[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueryTemplate();

    [GeneratedRegex(@"\{\+?([^{}]*)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^v?\d[\d.\-]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}

/// <param name="Text">As written.</param>
/// <param name="Entity">What it means, if anything canonical.</param>
internal sealed record ResourceSegment(string Text, IReadOnlyList<string> Words, EntityMatch? Entity)
{
    /// <summary>The path parameter behind it: it names one of several.</summary>
    public string? Parameter { get; init; }
}
