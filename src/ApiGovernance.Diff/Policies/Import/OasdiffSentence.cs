using System.Text.RegularExpressions;

namespace ApiGovernance.Diff.Policies.Import;

/// <summary>
/// Which change a sentence speaks of. An id fits when all of its words occur and the sentence speaks of no aspect that the id lacks; of
/// those that fit the ones with most words remain.
/// </summary>
internal static partial class OasdiffSentence
{
    /// <summary>A sentence that has one of these is about it: an id without it is another change.</summary>
    private static readonly HashSet<string> Aspects = new(
        [
            "enum", "extensible", "pattern", "format", "max", "min", "length", "items", "default", "nullable", "const", "discriminator", "mapping",
            "tag", "scope", "security", "sunset", "contains", "unique", "multiple", "oneof", "anyof", "allof", "only", "deprecated", "reactivated",
            "stability", "additional", "unevaluated", "dependent", "prefix", "encoding", "schema",
        ], StringComparer.Ordinal);

    private static readonly (string Phrase, string Instead)[] Phrases =
    [
        ("was restricted to a list of enum values", "became enum"), ("type/format", "type"), ("list-of-types", "type"),
        ("deleted", "removed"), ("widened", "generalized"), ("narrowed", "specialized"), ("maximum", "max"), ("minimum", "min"),
        ("one of", "oneof"), ("any of", "anyof"), ("all of", "allof"),
    ];

    private static readonly (string Id, HashSet<string> Words)[] Ids =
    [
        .. ChangeCatalog.All.Select(change => (change.Id, Split(change.Id
            .Replace("one-of", "oneof", StringComparison.Ordinal).Replace("any-of", "anyof", StringComparison.Ordinal).Replace("all-of", "allof", StringComparison.Ordinal)))),
    ];

    public static IReadOnlyList<string> IdsOf(string sentence)
    {
        // Names and values stand in quotes, and may be any word; the unions' keywords stand there too.
        string text = Parenthesis().Replace(sentence, " ");
        text = Quoted().Replace(text, match => match.Value.Contains("Of", StringComparison.Ordinal) && Union().IsMatch(match.Value) ? $" {Union().Match(match.Value).Value} " : " ");
        text = Hump().Replace(text, "$1 $2").ToLowerInvariant();
        foreach ((string phrase, string instead) in Phrases)
            text = text.Replace(phrase, instead, StringComparison.Ordinal);
        HashSet<string> words = Split(text);
        string[] aspects = [.. words.Where(Aspects.Contains)];

        (string Id, int Words)[] fitting =
        [
            .. Ids.Where(candidate => candidate.Words.Count > 1 && candidate.Words.IsSubsetOf(words) && aspects.All(candidate.Words.Contains))
                .Select(candidate => (candidate.Id, candidate.Words.Count)),
        ];
        return [.. fitting.Where(candidate => candidate.Words == fitting.Max(other => other.Words)).Select(candidate => candidate.Id)];
    }

    private static HashSet<string> Split(string text) => Word().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parenthesis();

    // Not the apostrophe of "the property's".
    [GeneratedRegex("(?<!\\w)(['`\"]).*?\\1(?!\\w)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("\\b(one|any|all)Of\\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Union();

    [GeneratedRegex("([a-z])([A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hump();

    [GeneratedRegex("[a-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
