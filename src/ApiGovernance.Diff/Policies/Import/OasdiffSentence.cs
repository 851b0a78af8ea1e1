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

    /// <summary>Their words for what the ids call otherwise. They are put into sentences and ids alike, so that both are compared in one spelling.</summary>
    private static readonly (string Phrase, string Instead)[] Phrases =
    [
        ("was restricted to a list of enum values", "became enum"), ("type/format", "type"), ("type was widened", "type generalized"),
        ("type was narrowed", "type specialized"), ("deleted", "removed"), ("mandatory", "required"), ("maximum", "max"), ("minimum", "min"),
        ("before the sunset", "before sunset"), ("with invalid sunset", "sunset invalid"), ("to an earlier date", "too small"), ("deprecated=true", " "),
        ("a more general pattern", "generalized"), ("to a more general media", "name generalized media"), ("to a more specific media", "name specialized media"),
        ("one of", "oneof"), ("any of", "anyof"), ("all of", "allof"), ("pattern property", "patternproperty"), ("to all path's operations", "default to existing path"),
        ("endpoint stability", "api stability"), ("the endpoint's security", "api security"), ("response schema", "response body"),
        ("discriminator property name changed for", "property discriminator property name changed for"),
        ("request discriminator", "request body discriminator"), ("response discriminator", "response body discriminator"), ("was updated", "changed"),
    ];

    private static readonly (string Id, string[] Words)[] Ids = [.. ChangeCatalog.All.Select(change => (change.Id, Split(Phrased(change.Id.Replace('-', ' ')))))];

    public static IReadOnlyList<string> IdsOf(string sentence)
    {
        // Names and values stand in quotes, and may be any word; keywords of schemas stand there too.
        string text = Quoted().Replace(Parenthesis().Replace(sentence, " "), match => Keyword().IsMatch(match.Value) ? $" {match.Value[1..^1]} " : " ");
        text = Phrased(Spaces().Replace(Hump().Replace(text, "$1 $2").ToLowerInvariant(), " "));
        string[] spoken = Split(text);
        HashSet<string> words = [.. spoken];
        string[] aspects = [.. words.Where(Aspects.Contains)];

        (string Id, string[] Words)[] fitting = [.. Ids.Where(candidate => candidate.Words.Length > 1 && candidate.Words.All(words.Contains) && aspects.All(candidate.Words.Contains))];
        (string Id, string[] Words)[] longest = [.. fitting.Where(candidate => candidate.Words.Length == fitting.Max(other => other.Words.Length))];
        // "the optional property became write-only" is not "the write-only property became optional".
        string[] inOrder = [.. longest.Where(candidate => IsInOrder(candidate.Words, spoken)).Select(candidate => candidate.Id)];
        return inOrder.Length > 0 ? inOrder : [.. longest.Select(candidate => candidate.Id)];
    }

    private static bool IsInOrder(string[] words, string[] spoken)
    {
        int next = 0;
        foreach (string word in spoken)
        {
            if (next < words.Length && words[next] == word)
                next++;
        }

        return next == words.Length;
    }

    private static string Phrased(string text) =>
        Phrases.Aggregate(text, (phrased, phrase) => phrased.Replace(phrase.Phrase, phrase.Instead, StringComparison.Ordinal));

    private static string[] Split(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parenthesis();

    // Not the apostrophe of "the property's".
    [GeneratedRegex("(?<!\\w)(['`\"]).*?\\1(?!\\w)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^.((one|any|all)Of|if|then|else|not|contains|prefixItems|propertyNames|patternProperties|unevaluated\\w+|content[A-Z]\\w+|dependent\\w+).$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keyword();

    [GeneratedRegex("([a-z])([A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hump();

    [GeneratedRegex(" +", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("[a-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
