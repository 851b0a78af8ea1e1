using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <summary>
/// Whether a version may begin its life in a stage beyond development. It spares the steps there, and nothing else: who may not promote may
/// not begin higher, and a step that needs an approval of the contract in force is taken with one.
/// </summary>
internal static class FirstStage
{
    /// <summary>Null lets pass.</summary>
    public static Refusal? Refuse(CatalogActor actor, CatalogAction action, StoredApi api, ApiStage stage, PolicySet policies)
    {
        if (stage <= ApiStage.Development)
            return null;
        if (action == CatalogAction.SubmitContract && AccessRules.Refuse(actor, CatalogAction.Promote, api.Descriptor.Spec.Owner) is { } forbidden)
            return forbidden;
        LifecycleTransition[] steps = [.. policies.LifecycleFor(api.Whole).Transitions.Where(step => step.To == stage)];
        if (steps.Length > 0 && !Array.TrueForAll(steps, step => step.Guards.Contains(LifecycleGuards.Approved)))
            return null;
        return new Refusal(
            CatalogProblemTypes.TransitionRefused,
            steps.Length == 0
                ? $"No version of {api.Name} becomes {StageNames.Of(stage)} by the life-cycle policy that is for it."
                : $"A version of {api.Name} becomes {StageNames.Of(stage)} with an approval of its contract. Submit it without `stage`, have it approved, then promote it.");
    }
}
