using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Feed.Webhooks;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Seeding;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Planning;

/// <summary>
/// Says what a folder would make of the catalog, and makes it so: the whole of it or nothing. Records, contracts and steps go through the
/// same checks as when they come one by one.
/// </summary>
internal sealed class FolderPlanner(CatalogRegistry registry, VersionSeeding versions, PolicySet policies, TimeProvider clock)
{
    public async Task<Outcome<CatalogPlan>> PlanAsync(FolderRequest request, CatalogActor actor, CancellationToken cancellationToken)
    {
        Outcome<ReadFolder> read = SubmittedFolder.Read(request);
        if (read.Refusal is { } refusal)
            return refusal;
        CatalogState state = registry.Current;
        return (await WorkOutAsync(state, read.Value!, request, actor, cancellationToken)).Plan;
    }

    public async Task<Outcome<CatalogPlan>> ApplyAsync(FolderRequest request, CatalogActor actor, CancellationToken cancellationToken)
    {
        Outcome<ReadFolder> read = SubmittedFolder.Read(request);
        if (read.Refusal is { } refusal)
            return refusal;
        return await registry.ChangeAsync<Outcome<CatalogPlan>>(
            async state =>
            {
                if (request.BasedOn is { } expected && expected != state.Number)
                {
                    return (new CatalogChange(), new Refusal(
                        CatalogProblemTypes.Changed, $"The plan was made on state {expected} of the catalog, which is at {state.Number} now. Plan again."));
                }

                (CatalogPlan plan, CatalogChange change) = await WorkOutAsync(state, read.Value!, request, actor, cancellationToken);
                return plan.CanApply ? (change, plan with { Applied = true }) : (new CatalogChange(), plan);
            },
            cancellationToken);
    }

    private async Task<(CatalogPlan Plan, CatalogChange Change)> WorkOutAsync(
        CatalogState state, ReadFolder folder, FolderRequest request, CatalogActor actor, CancellationToken cancellationToken)
    {
        CatalogFolderContent content = folder.Content;
        SeedChange change = new(clock.GetUtcNow(), actor, request.Why ?? "");
        List<PlannedChange> planned = [];
        change.Findings.AddRange(content.Findings.Except(DescriptorRules.Check(content.Descriptors)).Where(finding => !IsOfTheWhole(finding)));
        change.Findings.AddRange(FolderSchemas.Check(content));
        foreach (LoadedDescriptor loaded in content.Descriptors.Where(loaded => loaded.Descriptor is not ApiDescriptor))
            PlannedRecords.Descriptor(state, loaded.Descriptor, content, change, planned);
        foreach (LoadedDescriptor loaded in content.Descriptors.Where(loaded => loaded.Descriptor is ApiDescriptor))
            await ApiAsync(state, loaded, folder, change, planned, cancellationToken);

        IReadOnlyList<Descriptor> gone = Gone(state, content, request.Prune);
        foreach (Descriptor descriptor in gone)
            Remove(state, descriptor, request.Prune, change, planned);
        change.Findings.AddRange(EstateCheck.After(state, policies, content.Descriptors, gone));
        bool canApply = change.Findings.All(finding => finding.Severity != Severity.Error);
        CatalogPlan plan = new(state.Number, [.. planned.OrderBy(one => one.Action == "delete").ThenBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)])
        {
            Findings = [.. change.Findings.Select(folder.Relative).Distinct().Select(CatalogFinding.From)],
            CanApply = canApply,
        };
        return (plan, change.ToChange());
    }

    private async Task ApiAsync(
        CatalogState state, LoadedDescriptor loaded, ReadFolder folder, SeedChange change, List<PlannedChange> planned, CancellationToken cancellationToken)
    {
        ApiDescriptor whole = (ApiDescriptor)loaded.Descriptor;
        StoredApi? stored = state.FindApi(whole.Name);
        PlannedRecords.Api(stored, whole, change, planned);
        StoredApi api = new(whole with { Spec = whole.Spec with { Versions = [] } }, null, stored?.Versions ?? []);
        ApiVersionSpec[] all =
            [.. whole.Spec.Versions, .. api.Versions.Select(known => known.Spec).ExceptBy(whole.Spec.Versions.Select(named => named.Name), known => known.Name)];
        // A folder without it does not end a version: callers are owed its deprecation. Nor is that passed over in silence.
        change.Findings.AddRange(api.Versions
            .Where(known => known.Spec.Stage != ApiStage.Retired && !whole.Spec.Versions.Any(named => named.Name == known.Name))
            .Select(known => CatalogFindings.Catalog(
                "plan-version-stays", $"{known.Key} is registered as {StageNames.Of(known.Spec.Stage)} and the folder does not name it. It stays as it is.",
                "Name it in the API's descriptor, or deprecate and retire it.", loaded.PlaceOf("/spec/versions"), "/spec/versions", Severity.Warning)));
        for (int i = 0; i < whole.Spec.Versions.Count; i++)
        {
            ApiVersionSpec spec = whole.Spec.Versions[i];
            folder.Content.Contracts.TryGetValue((whole.Name, spec.Name), out var contract);
            FolderVersion version = new(spec, contract is null ? null : folder.Relative(contract), loaded.PlaceOf($"/spec/versions/{i}"), $"/spec/versions/{i}", all) { IsReviewed = false, ComparesAll = true };
            int before = change.Versions.Count;
            await versions.ApplyAsync(state, api, version, change, cancellationToken);
            if (change.Versions.Count > before && PlannedRecords.Version(api.Find(spec.Name), change.Versions[^1]) is { } one)
                planned.Add(one);
        }
    }

    private static List<Descriptor> Gone(CatalogState state, CatalogFolderContent content, string prune)
    {
        if (prune == "none")
            return [];
        HashSet<(string, string)> wanted = [.. content.Descriptors.Select(loaded => (loaded.Descriptor.Kind, loaded.Descriptor.Name))];
        bool IsGone(string kind, string name, string? seed) => !wanted.Contains((kind, name)) && (seed is not null || prune == "all");
        return
        [
            .. state.Descriptors.Where(stored => stored.Descriptor is not WebhookDescriptor && IsGone(stored.Descriptor.Kind, stored.Descriptor.Name, stored.SeedHash)).Select(stored => stored.Descriptor),
            .. state.Apis.Where(api => IsGone("Api", api.Name, api.SeedHash)).Select(api => api.Whole),
        ];
    }

    private void Remove(CatalogState state, Descriptor descriptor, string prune, SeedChange change, List<PlannedChange> planned)
    {
        planned.Add(new PlannedChange(
            "delete", descriptor.Kind, descriptor.Name, prune == "all" ? "the folder does not have it" : "it came from a folder, and this one does not have it any more"));
        if (descriptor is ApiDescriptor && DescriptorRemoval.Served(state.FindApi(descriptor.Name)!, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } served)
            change.Findings.Add(CatalogFindings.Catalog("plan-still-published", served.Detail, "Put it back into the folder, or leave it with `prune: none`."));
        change.Remove(descriptor, [.. state.Secrets.Where(key => descriptor is ConsumerDescriptor && key.Consumer == descriptor.Name && key.Revoked is null)]);
        change.Note("removed", $"{descriptor.Kind}/{descriptor.Name}", AuditText.Of(descriptor), null);
    }

    /// <summary>References are looked at in the catalog as it will be: a folder may name what is registered already.</summary>
    private static bool IsOfTheWhole(Finding finding) => finding.RuleId.StartsWith("descriptor-unknown-", StringComparison.Ordinal);
}
