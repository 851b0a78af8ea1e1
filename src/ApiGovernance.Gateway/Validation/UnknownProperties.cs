using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema.Observation;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Properties of a valid body that no schema of the contract names.</summary>
internal static class UnknownProperties
{
    /// <returns>Null when there are none.</returns>
    public static Problem? Find(FieldUsage usage, int maxErrors)
    {
        ProblemError[] errors =
        [
            .. usage.Paths.Where(path => !path.IsNamed).Take(maxErrors).Select(path => new ProblemError($"The contract does not name the property {path.Path}.")
            {
                Pointer = path.Path,
                Keyword = "unknownProperties",
            }),
        ];
        return errors.Length == 0
            ? null
            : new Problem(ProblemTypes.ContractViolation, errors.Length == 1 ? "The body has a property that the contract does not name." : $"The body has {errors.Length} properties that the contract does not name.")
            {
                Members = [Problem.Member("errors", errors)],
            };
    }
}
