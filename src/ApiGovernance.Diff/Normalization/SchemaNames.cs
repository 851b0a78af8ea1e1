using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Which schemas stand under a name of their own: components, and those that contain themselves.</summary>
internal sealed class SchemaNames
{
    private readonly Dictionary<SchemaTerm, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Queue<SchemaTerm> _open = new();

    /// <summary>The name of a component; null for a schema that is written in place.</summary>
    public string? Find(SchemaTerm term)
    {
        if (_names.TryGetValue(term, out string? known))
            return known;
        return term.Parts.Count == 0 && !term.IsDerived && term.Place is { } place && Component(place.Pointer) is { } name ? Name(term, name) : null;
    }

    /// <summary>Gives a name to a schema that would have to be written inside itself.</summary>
    public string Name(SchemaTerm term, string wanted)
    {
        string name = wanted;
        for (int i = 2; !_taken.Add(name); i++)
            name = $"{wanted}{i}";
        _names[term] = name;
        _open.Enqueue(term);
        return name;
    }

    /// <summary>The next one that was named and is not written yet.</summary>
    public bool TryNext(out SchemaTerm term, out string name)
    {
        bool any = _open.TryDequeue(out SchemaTerm? next);
        (term, name) = (next!, any ? _names[next!] : "");
        return any;
    }

    private static string? Component(string pointer)
    {
        string[] steps = pointer.Split('/');
        return steps is ["", "components", "schemas", _] or ["", "definitions", _] ? Legal(Unescaped(steps[^1])) : null;
    }

    private static string Unescaped(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    // OpenAPI 3.1, 4.8.7: letters, digits, dots, hyphens and underscores.
    private static string Legal(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
}
