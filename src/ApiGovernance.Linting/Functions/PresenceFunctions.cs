namespace ApiGovernance.Linting.Functions;

/// <summary>`truthy`, `falsy`, `defined`, `undefined`: the functions that a missing value concerns.</summary>
internal static class PresenceFunctions
{
    public static void Truthy(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsTruthy)
            results.Report($"{target.Subject}must be truthy");
    }

    public static void Falsy(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Value.IsTruthy)
            results.Report($"{target.Subject}must be falsy");
    }

    public static void Defined(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node is null)
            results.Report($"{target.Subject}must be defined");
    }

    public static void Undefined(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node is not null)
            results.Report($"{target.Subject}must be undefined");
    }
}
