using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting;

/// <summary>Makes a finding of what a function says: at the place where the value was written, or at the closest existing parent.</summary>
internal static class FindingBuilder
{
    // A message is read by people; a value or a function can be of any length.
    private const int MaxMessage = 2_000;

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    public static Finding Build(LintTarget target, FunctionResult result)
    {
        (DocumentPlace place, IReadOnlyList<string> missing) = Find(target, result);
        bool own = result.Below is null && result.Absolute is null;
        bool key = result.IsKey || (own && target.IsKey);
        LintRule rule = target.Rule;
        string pointer = key ? place.KeyPointer : place.Pointer;
        string property = missing.Count > 0 ? Dotted(place, missing) : key ? place.Name : place.WrittenName;
        return new Finding
        {
            Kind = FindingKind.Lint,
            RuleId = rule.Id,
            Severity = rule.Severity,
            Message = Shortened(RuleMessage.Fill(rule.Message ?? rule.Description ?? result.Message, name => name switch
            {
                "error" => result.Message,
                "description" => rule.Description,
                "path" => "#" + pointer,
                "property" => property,
                "value" => key ? place.Name : missing.Count > 0 ? "" : PlainValue(place.Node),
                _ => null,
            })),
            Source = place.Span(target.View, key),
            Pointer = pointer,
            HelpUri = rule.HelpUri,
            Operation = OperationOf(place),
        };
    }

    /// <summary>The value that a result concerns, or its closest existing parent and what is missing below.</summary>
    public static (DocumentPlace Place, IReadOnlyList<string> Missing) Find(LintTarget target, FunctionResult result)
    {
        if (result.Below is null && result.Absolute is null)
            return (target.Place, target.Missing);
        if (result.Absolute is null && (target.Missing.Count > 0 || result.Below!.Count == 0))
            return (target.Place, target.Missing);
        DocumentPlace at = result.Absolute is null ? target.Place : target.View.Root;
        IReadOnlyList<string> names = result.Absolute ?? result.Below!;
        for (int i = 0; i < names.Count; i++)
        {
            if (at.Child(names[i], target.View) is not { } next)
                return (at, [.. names.Skip(i)]);
            at = next;
        }

        return (at, []);
    }

    // What is missing is told with the name of what it is missing in: `get.operationId`.
    private static string Dotted(DocumentPlace place, IReadOnlyList<string> missing) =>
        PrintedPath.Of(place.Parent is null ? missing : [place.WrittenName, .. missing]);

    private static string PlainValue(DocumentNode node) => node.Kind switch
    {
        NodeKind.Object => PrintedValue.Of(node),
        // As JavaScript prints it; of what is no scalar, only the kind.
        NodeKind.Array when node.Items.All(item => item.Kind is not (NodeKind.Object or NodeKind.Array)) => string.Join(',', node.Items.Select(item => item.Text)),
        NodeKind.Array => PrintedValue.Of(node),
        _ => node.Text!,
    };

    private static string Shortened(string message) => message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage), "…");

    /// <summary>`POST /orders`, when the way to the place leads through an operation.</summary>
    private static string? OperationOf(DocumentPlace place)
    {
        for (DocumentPlace? at = place; at?.Parent is not null; at = at.Parent)
        {
            if (at.Parent.Parent is { Name: "paths", Parent.Parent: null, Parent: not null } && Methods.Contains(at.Name))
                return $"{at.Name.ToUpperInvariant()} {at.Parent.Name}";
        }

        return null;
    }
}
