using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`truthy`, `falsy`, `defined`, `undefined`: the functions that a missing value concerns.</summary>
internal static class PresenceFunctions
{
    public static IEnumerable<FunctionMessage> Truthy(DocumentNode? target, string property) =>
        IsTruthy(target) ? [] : [new FunctionMessage($"{property} must be truthy")];

    public static IEnumerable<FunctionMessage> Falsy(DocumentNode? target, string property) =>
        IsTruthy(target) ? [new FunctionMessage($"{property} must be falsy")] : [];

    public static IEnumerable<FunctionMessage> Defined(DocumentNode? target, string property) =>
        target is null ? [new FunctionMessage($"{property} must be defined")] : [];

    public static IEnumerable<FunctionMessage> Undefined(DocumentNode? target, string property) =>
        target is null ? [] : [new FunctionMessage($"{property} must be undefined")];

    private static bool IsTruthy(DocumentNode? node) => node switch
    {
        null => false,
        { Kind: NodeKind.Null } => false,
        { Kind: NodeKind.Boolean } => node.Text == "true",
        { Kind: NodeKind.String } => node.Text!.Length > 0,
        { Kind: NodeKind.Number } => !double.TryParse(node.Text, System.Globalization.CultureInfo.InvariantCulture, out double value) || value != 0,
        _ => true,
    };
}
