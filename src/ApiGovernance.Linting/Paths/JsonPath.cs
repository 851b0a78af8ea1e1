using ApiGovernance.Linting.Paths.Automata;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Paths;

/// <summary>
/// A compiled path of the dialect that public rulesets use (JSONPath-Plus as Spectral runs it, not RFC 9535): members, wildcard,
/// recursive descent, unions, indices, slices, filters in JavaScript's spelling, `~` for the key and `^` for the parent.
/// </summary>
/// <param name="patterns">What it comes to: one pattern, more where `^` follows `..`.</param>
internal sealed class JsonPath(string text, IReadOnlyList<PathPattern> patterns)
{
    private PathAutomaton? _automaton;

    /// <summary>As it was written in the ruleset.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<PathPattern> Patterns { get; } = patterns;

    /// <summary>Every place that the path reaches, in the order of the document.</summary>
    public IReadOnlyList<PathMatch> Evaluate(DocumentView view) => Evaluate(view, view.Root);

    /// <param name="start">What `$` means.</param>
    public IReadOnlyList<PathMatch> Evaluate(DocumentView view, DocumentPlace start)
    {
        List<PathMatch> matches = [];
        // Two threads may build it twice; both are equal.
        _automaton ??= new PathAutomaton([this]);
        new PathWalker(view, _automaton, (_, place, isKey) => matches.Add(new PathMatch(place, isKey))).Walk(start);
        return matches;
    }
}
