using ApiGovernance.Catalog.Problems;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Planning;

/// <summary>A folder that was not applied: why, with the plan, so that a caller sees both.</summary>
internal static class PlanRefusal
{
    public static Refusal Of(CatalogPlan plan)
    {
        CatalogFinding[] errors = [.. plan.Findings.Where(StandsInTheWay)];
        string place = errors[0].File is { } file ? $" ({file}{(errors[0].Line is { } line ? $":{line}" : "")})" : "";
        string count = errors.Length == 1 ? "1 error stands" : $"{errors.Length} errors stand";
        return new Refusal(CatalogProblemTypes.PlanRefused, $"Nothing was applied: {count} in the way. {errors[0].Message}{place}") { Plan = plan };
    }

    public static bool StandsInTheWay(CatalogFinding finding) => finding.Severity == Severity.Error;
}
