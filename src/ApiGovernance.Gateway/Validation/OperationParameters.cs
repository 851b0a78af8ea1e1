using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.Gateway.Validation;

/// <summary>The parameters of an operation, with and without patience for those that nobody declared.</summary>
internal sealed class OperationParameters
{
    private readonly ParameterDescription[] descriptions;
    private readonly IReadOnlyList<string> pathNames;
    private ParameterSet? strict;

    public OperationParameters(IEnumerable<ParameterDescription> descriptions, IReadOnlyList<string> pathNames)
    {
        this.descriptions = [.. descriptions];
        this.pathNames = pathNames;
        Declared = ParameterSet.Create(this.descriptions, pathNames);
    }

    /// <summary>Looks at declared ones only.</summary>
    public ParameterSet Declared { get; }

    /// <summary>Other query parameters are errors. Made where it is needed first.</summary>
    public ParameterSet Strict => strict ??= ParameterSet.Create(descriptions, pathNames, UndeclaredParameters.Prevent);
}
