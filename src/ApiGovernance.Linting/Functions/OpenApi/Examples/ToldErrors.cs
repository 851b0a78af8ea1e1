using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>
/// Which of the errors of an example are told: where alternatives fail, what is wrong deeper down says more than that none fits. The
/// choice is Spectral's, so that the same places are told.
/// </summary>
internal sealed partial class ToldErrors
{
    private readonly Dictionary<string, ToldErrors> _children = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private List<ExampleError> _errors = [];

    public static IReadOnlyList<ExampleError> Of(IReadOnlyList<ExampleError> errors)
    {
        if (errors.Count < 2)
            return errors;
        ToldErrors root = new();
        foreach (ExampleError error in errors)
            root.Add(error);
        root.DropRedundant(null, "");
        List<ExampleError> told = [];
        root.Gather(told);
        return told;
    }

    // An index belongs to the name before it.
    [GeneratedRegex(@"/[A-Za-z0-9_$-]+(/[0-9]+)?")]
    private static partial Regex Segments();

    private void Add(ExampleError error)
    {
        string pointer = string.Concat(error.Way.Select(static name => JsonPointer.Append("", name)));
        List<string> segments = [.. Segments().Matches(pointer).Select(static match => match.Value)];
        ToldErrors at = this;
        foreach (string segment in segments.Count == 0 ? [pointer] : segments)
        {
            if (!at._children.TryGetValue(segment, out ToldErrors? child))
            {
                at._children.Add(segment, child = new ToldErrors());
                at._order.Add(segment);
            }

            at = child;
        }

        at._errors.Add(error);
    }

    private void DropRedundant(ToldErrors? parent, string name)
    {
        if (_children.Count > 0 && _errors.Exists(static error => error.Keyword == "anyOf"))
            _errors = [];
        if (parent?._children.Count > 1 && _errors.Count > 0 && _errors.TrueForAll(static error => error.Keyword == "enum"))
            parent._children.Remove(name);
        foreach (string child in _order)
        {
            if (_children.TryGetValue(child, out ToldErrors? below))
                below.DropRedundant(this, child);
        }
    }

    private void Gather(List<ExampleError> told)
    {
        // Several lists of values at one place are one list.
        List<ExampleError> lists = _errors.FindAll(static error => error.Keyword == "enum");
        told.AddRange(_errors.Except(lists));
        if (lists.Count > 0)
            told.Add(lists[0] with { Message = ExampleValues.OneOf([.. lists.SelectMany(static error => error.Allowed)]) });
        // Of a value that only its list refuses, Spectral does not look further down either.
        if (lists.Count > 0 && lists.Count == _errors.Count)
            return;
        foreach (string child in _order)
        {
            if (_children.TryGetValue(child, out ToldErrors? below))
                below.Gather(told);
        }
    }
}
