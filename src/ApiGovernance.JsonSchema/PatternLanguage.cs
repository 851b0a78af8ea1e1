using System.Text;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Patterns.Automata;

namespace ApiGovernance.JsonSchema;

/// <summary>What can be said of all the texts that patterns match, without trying texts. Patterns mean what the keyword <c>pattern</c> means by them.</summary>
public static class PatternLanguage
{
    /// <summary>
    /// The shortest text that matches every pattern of one list and none of another. Of the shortest ones always the same, and one
    /// that can be read where there is a choice. Lone surrogates are not part of any text.
    /// </summary>
    /// <remarks>
    /// Lookahead right after a leading <c>^</c> is decided. Any other lookaround, backreferences and patterns of very many places are
    /// left out of the search: where the others alone allow no text there is none, and the shortest text of the others is the answer if
    /// it happens to satisfy these too.
    /// </remarks>
    /// <param name="matching">Patterns the text must match.</param>
    /// <param name="notMatching">Patterns the text must not match.</param>
    /// <param name="minLength">Code points it must have at least.</param>
    /// <param name="maxLength">Code points it may have at most.</param>
    /// <param name="maxSteps">
    /// States of all the patterns together that may be looked at, fewer where they are in very many places at once: what bounds time
    /// and memory. As many as when nothing is said take some tens of milliseconds.
    /// </param>
    public static PatternSample Find(
        IReadOnlyList<string> matching, IReadOnlyList<string> notMatching, int minLength = 0, int? maxLength = null, int maxSteps = 50_000)
    {
        if (maxLength < Math.Max(0, minLength))
            return PatternSample.None;
        var regular = new List<PatternCondition>();
        var others = new List<(string Pattern, bool Wanted)>();
        foreach ((string pattern, bool wanted) in matching.Select(static p => (p, true)).Concat(notMatching.Select(static p => (p, false))).Distinct())
        {
            if (PatternCondition.TryParse(pattern, wanted, out bool wellFormed) is { } condition)
                regular.Add(condition);
            else if (wellFormed)
                others.Add((pattern, wanted));
            else
                return PatternSample.Undecided;
        }

        // Whatever a pattern means, no text matches it and does not.
        if (matching.Any(p => notMatching.Contains(p, StringComparer.Ordinal)))
            return PatternSample.None;
        var search = new TextSearch(regular, Math.Max(0, minLength), maxLength ?? int.MaxValue, maxSteps);
        PatternSample sample = search.Run();
        return sample.Text is { } text && !others.TrueForAll(o => Is(text, o.Pattern, o.Wanted)) ? PatternSample.Undecided : sample;
    }

    private static bool Is(string text, string pattern, bool wanted) =>
        EcmaPattern.TryCreate(pattern, out _)?.Match(Encoding.UTF8.GetBytes(text)) == (wanted ? PatternMatch.Yes : PatternMatch.No);
}
