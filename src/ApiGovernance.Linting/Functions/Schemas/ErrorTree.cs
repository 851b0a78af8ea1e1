using System.Text.RegularExpressions;

namespace ApiGovernance.Linting.Functions.Schemas;

/// <summary>
/// Which of many errors are worth telling, as Spectral decides it (better-ajv-errors): errors are gathered by value, an `anyOf` gives way
/// to what is wrong below it, a value that is none of the allowed ones is told once and not beside errors of its siblings.
/// </summary>
internal sealed partial class ErrorTree
{
    private readonly List<PlacedError> _errors = [];
    private readonly List<KeyValuePair<string, ErrorTree>> _children = [];

    public static IReadOnlyList<PlacedError> Choose(IReadOnlyList<PlacedError> errors)
    {
        ErrorTree root = new();
        List<PlacedError> unplaced = [];
        foreach (PlacedError error in errors)
        {
            IReadOnlyList<string> way = error.Pointer.Length == 0 ? [""] : [.. Segments().Matches(error.Pointer).Select(match => match.Value)];
            // A name of no letter has no place in the tree; its errors are told all the same.
            if (way.Count == 0)
                unplaced.Add(error);
            else
                way.Aggregate(root, (node, name) => node.Child(name))._errors.Add(error);
        }

        root.Filter();
        List<PlacedError> chosen = [];
        root.Tell(chosen);
        return [.. chosen, .. unplaced];
    }

    private ErrorTree Child(string name)
    {
        foreach ((string key, ErrorTree child) in _children)
        {
            if (key == name)
                return child;
        }

        ErrorTree added = new();
        _children.Add(new(name, added));
        return added;
    }

    private void Filter(ErrorTree? parent = null)
    {
        if (_children.Count > 0 && _errors.Exists(error => error.Keyword == "anyOf"))
            _errors.Clear();
        if (IsEnumeration && parent!._children.Count > 1)
            parent._children.RemoveAll(entry => entry.Value == this);
        foreach ((_, ErrorTree child) in _children.ToArray())
            child.Filter(this);
    }

    private bool IsEnumeration => _errors.Count > 0 && _errors.TrueForAll(error => error.Keyword == "enum");

    private void Tell(List<PlacedError> chosen)
    {
        if (IsEnumeration)
        {
            chosen.Add(_errors[0]);
            return;
        }

        chosen.AddRange(_errors);
        foreach ((_, ErrorTree child) in _children)
            child.Tell(chosen);
    }

    [GeneratedRegex(@"/[A-Za-z0-9_$-]+(?:/[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Segments();
}
