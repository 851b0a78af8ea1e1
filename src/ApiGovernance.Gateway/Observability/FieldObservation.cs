using ApiGovernance.JsonSchema.Observation;
using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.Gateway.Observability;

/// <summary>
/// The names that one call has, noted while it is validated and counted once it is known that the gateway let it through. Kept per thread,
/// so that looking at a call costs little.
/// </summary>
internal sealed class FieldObservation
{
    /// <summary>What callers make up is only counted, so a few names are enough to tell that there were some.</summary>
    private static readonly FieldUsageOptions Bounds = new() { MaxNamedPaths = 10_000, MaxUnnamedPaths = 16 };

    [ThreadStatic]
    private static FieldObservation? spare;

    /// <summary>The body's; of valid ones only.</summary>
    public FieldUsage Properties { get; } = new(Bounds);

    public List<ParameterDescription> Parameters { get; } = [];

    /// <summary>The query has a name that the contract does not have.</summary>
    public bool HasUnknownParameters { get; set; }

    /// <summary>Something of the call could not be looked at.</summary>
    public bool IsIncomplete { get; set; }

    public static FieldObservation Rent()
    {
        FieldObservation observation = spare ?? new FieldObservation();
        spare = null;
        return observation;
    }

    public void Return()
    {
        Properties.Clear();
        Parameters.Clear();
        (HasUnknownParameters, IsIncomplete) = (false, false);
        spare = this;
    }
}
