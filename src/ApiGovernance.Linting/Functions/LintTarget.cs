using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>What a function is run on: a value that a rule's path reached, one of its keys, or a field of it that may be missing.</summary>
/// <param name="Rule">The rule that asks.</param>
/// <param name="View">The document as the rule looks at it.</param>
/// <param name="Place">Where the value is; its closest existing parent when it is missing.</param>
/// <param name="Node">The value, or a key as a string; null when it is missing.</param>
internal sealed record LintTarget(LintRule Rule, DocumentView View, DocumentPlace Place, DocumentNode? Node)
{
    /// <summary>The names below <see cref="Place"/> that do not exist.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The target is the key under which the place stands, not its value.</summary>
    public bool IsKey { get; init; }

    /// <summary>The value; what lies below is read through references as the view has it.</summary>
    public ViewNode Value => new(Node, View);

    public ViewNode Root => new(View.Root.Node, View);

    /// <summary>The last name on the way to the target; empty for the root.</summary>
    public string Property => Missing.Count > 0 ? Missing[^1] : IsKey ? Place.Name : Place.WrittenName;

    /// <summary>The target as the subject of a sentence, with a blank behind it (Spectral's <c>print("property")</c>).</summary>
    public string Subject => Property.Length == 0 ? "The document " : $"\"{Property}\" property ";

    /// <summary>The way to the target in the view, missing names included (Spectral's <c>context.path</c>).</summary>
    public IReadOnlyList<string> Path => [.. Place.Way(), .. Missing];
}
