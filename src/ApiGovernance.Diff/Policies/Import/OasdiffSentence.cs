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
            "tag", "scope", "security", "sunset", "contains", "unique", "multiple", "oneof", "anyof", "allof", "only", "deprecated", "deprecation",
            "reactivated", "stability", "additional", "unevaluated", "dependent", "prefix", "content", "encoding", "schema", "header", "names", "if", "then",
            "else", "not", "before", "generalized", "specialized", "patternproperty",
        ], StringComparer.Ordinal);

    private static readonly (string Phrase, string Instead)[] Phrases =
    [
        ("was restricted to a list of enum values", "became enum"), ("type/format", "type"), ("list-of-types", "type"),
        ("deleted", "removed"), ("widened", "generalized"), ("narrowed", "specialized"), ("maximum", "max"), ("minimum", "min"),
        ("mandatory", "required"), ("before the sunset", "before sunset"), ("a more general pattern", "generalized"), ("one of", "oneof"), ("any of", "anyof"), ("all of", "allof"),
        ("pattern property", "patternproperty"),
    ];

    private static readonly (string Id, HashSet<string> Words)[] Ids =
    [
        .. ChangeCatalog.All.Select(change => (change.Id, Split(Phrased(change.Id.Replace('-', ' '))))),
    ];

    public static IReadOnlyList<string> IdsOf(string sentence)
    {
        // Names and values stand in quotes, and may be any word; keywords of schemas stand there too.
        string text = Quoted().Replace(Parenthesis().Replace(sentence, " "), match => Keyword().IsMatch(match.Value) ? $" {match.Value[1..^1]} " : " ");
        HashSet<string> words = Split(Phrased(Hump().Replace(text, "$1 $2").ToLowerInvariant()));
        string[] aspects = [.. words.Where(Aspects.Contains)];

        (string Id, int Words)[] fitting =
        [
            .. Ids.Where(candidate => candidate.Words.Count > 1 && candidate.Words.IsSubsetOf(words) && aspects.All(candidate.Words.Contains))
                .Select(candidate => (candidate.Id, candidate.Words.Count)),
        ];
        return [.. fitting.Where(candidate => candidate.Words == fitting.Max(other => other.Words)).Select(candidate => candidate.Id)];
    }

    private static string Phrased(string text) =>
        Phrases.Aggregate(text, (phrased, phrase) => phrased.Replace(phrase.Phrase, phrase.Instead, StringComparison.Ordinal));

    private static HashSet<string> Split(string text) => Word().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parenthesis();

    // Not the apostrophe of "the property's".
    [GeneratedRegex("(?<!\\w)(['`\"]).*?\\1(?!\\w)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^.((one|any|all)Of|if|then|else|not|contains|prefixItems|propertyNames|patternProperties|unevaluated\\w+|content[A-Z]\\w+|dependent\\w+).$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keyword();

    [GeneratedRegex("([a-z])([A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hump();

    [GeneratedRegex("[a-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
