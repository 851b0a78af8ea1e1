using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>A condition of a step.</summary>
/// <param name="Name">As policies write it.</param>
/// <param name="Meaning">One sentence for the reference documentation.</param>
/// <param name="Check">Empty when it holds, else the reasons for people.</param>
public sealed record LifecycleGuard(string Name, string Meaning, Func<TransitionRequest, IEnumerable<Finding>> Check);
