using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Paths;

/// <summary>
/// A compiled path of the dialect that public rulesets use (JSONPath-Plus as Spectral runs it, not RFC 9535): members, wildcard,
/// recursive descent, unions, indices, filters in JavaScript's spelling, `~` for the key and `^` for the parent.
/// </summary>
internal sealed class JsonPath(string text, IReadOnlyList<PathStep> steps)
{
    /// <summary>As it was written in the ruleset.</summary>
    public string Text { get; } = text;

    /// <summary>Every place that the path reaches, each once, in the order of the document.</summary>
    public IReadOnlyList<PathMatch> Evaluate(DocumentView view) => Evaluate(view, view.Root);

    /// <param name="start">What `$` means.</param>
    public IReadOnlyList<PathMatch> Evaluate(DocumentView view, DocumentPlace start)
    {
        IEnumerable<PathMatch> matches = [new PathMatch(start, view)];
        foreach (PathStep step in steps)
        {
            // Two ways to one shared component are one place.
            matches = matches.SelectMany(step.Apply).DistinctBy(match => (match.Place.DocumentUri, match.Place.Pointer, match.IsKey, match.Property)).ToList();
        }

        return [.. matches];
    }
}
