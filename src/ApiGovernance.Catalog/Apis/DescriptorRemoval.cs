using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="IfMatch">See <see cref="SubmittedDescriptor"/>.</param>
internal sealed record UnwantedDescriptor(string Kind, string Name, IReadOnlyList<string>? IfMatch, CatalogActor Actor);

/// <param name="Descriptor">As it was.</param>
internal sealed record RemovedDescriptor(Descriptor Descriptor);

/// <summary>Removes what nobody refers to, and APIs that no caller can miss.</summary>
internal sealed class DescriptorRemoval(CatalogRegistry registry, PolicySet policies, TimeProvider clock)
{
    public Task<Outcome<RemovedDescriptor>> RemoveAsync(UnwantedDescriptor unwanted, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<RemovedDescriptor>>(
            state =>
            {
                (CatalogChange change, Outcome<RemovedDescriptor> result) = Decide(state, unwanted);
                return Task.FromResult((change, result));
            },
            cancellationToken);

    private (CatalogChange Change, Outcome<RemovedDescriptor> Result) Decide(CatalogState state, UnwantedDescriptor unwanted)
    {
        bool isApi = unwanted.Kind == "Api";
        StoredApi? api = isApi ? state.FindApi(unwanted.Name) : null;
        StoredDescriptor? stored = isApi ? null : state.Find(unwanted.Kind, unwanted.Name);
        if ((api?.Whole ?? stored?.Descriptor) is not { } descriptor)
        {
            return (new CatalogChange(), Refusal.NotFound(
                $"{unwanted.Kind} `{unwanted.Name}`",
                isApi
                    ? state.Apis.Select(known => known.Name)
                    : state.Descriptors.Where(known => known.Descriptor.Kind == unwanted.Kind).Select(known => known.Descriptor.Name)));
        }

        Refusal? refusal = RecordAccess.RefuseChange(unwanted.Actor, state, descriptor, null)
            ?? Preconditions.Check($"{unwanted.Kind}/{unwanted.Name}", unwanted.IfMatch, false, api?.ETag ?? stored!.ETag)
            ?? (api is null ? null : Served(api, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)))
            ?? Referred(state, descriptor);
        if (refusal is not null)
            return (new CatalogChange(), refusal);

        AuditNote note = new(clock.GetUtcNow(), unwanted.Actor, "removed", $"{unwanted.Kind}/{unwanted.Name}") { Before = AuditText.Of(descriptor) };
        return (
            new CatalogChange
            {
                RemovedApis = isApi ? [unwanted.Name] : [],
                RemovedDescriptors = isApi ? [] : [(unwanted.Kind, unwanted.Name)],
                // Another consumer of this name must not find them working.
                Secrets = [.. state.Secrets.Where(key => descriptor is ConsumerDescriptor && key.Consumer == unwanted.Name && key.Revoked is null).Select(key => key with { Revoked = note.At })],
                Audit = [note],
            },
            new RemovedDescriptor(descriptor));
    }

    /// <summary>Whoever names it would name nothing.</summary>
    private Refusal? Referred(CatalogState state, Descriptor descriptor)
    {
        IReadOnlyList<Finding> left = EstateCheck.Without(state, policies, descriptor);
        if (left.Count == 0)
            return null;
        string[] referrers = [.. left.Select(EstateCheck.NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string named = string.Join(", ", referrers.Take(10)) + (referrers.Length > 10 ? $" and {referrers.Length - 10} others" : "");
        return new Refusal(
            CatalogProblemTypes.StillReferenced, $"{descriptor.Kind}/{descriptor.Name} is named by {named}. Change {(referrers.Length == 1 ? "it" : "them")} first.")
        {
            Findings = left,
        };
    }

    /// <summary>Callers still depend on it; null when nobody can.</summary>
    public static Refusal? Served(StoredApi api, DateOnly today)
    {
        string[] served =
        [
            .. api.Versions.Where(version => version.Spec.Stage > ApiStage.Development && !(version.Spec.Stage == ApiStage.Retired && version.Spec.Sunset < today))
                .Select(version => version.Spec.Stage == ApiStage.Retired
                    ? $"{version.Name} is retired, but callers are told of it until {version.Spec.Sunset:yyyy-MM-dd}"
                    : $"{version.Name} is {StageNames.Of(version.Spec.Stage)}"),
        ];
        return served.Length == 0 ? null : new Refusal(
            CatalogProblemTypes.StillPublished, $"{api.Name} cannot be removed: {string.Join("; ", served)}. Retire its versions and wait for their sunset.");
    }
}
