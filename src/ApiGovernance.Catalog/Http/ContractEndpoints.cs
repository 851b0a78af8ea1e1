using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>The contract of a version: the one in force, those before, and what changed between them.</summary>
internal static class ContractEndpoints
{
    private const string Version = "/apis/{name}/versions/{version}";
    private const string Markdown = "text/markdown";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods($"{Version}/contract", RequestRules.Read, CurrentAsync).Gives(ContractForm.Types).For(CatalogAction.Read);
        api.MapMethods($"{Version}/revisions", RequestRules.Read, ListAsync).Paged().For(CatalogAction.Read);
        api.MapMethods($"{Version}/revisions/{{revision}}", RequestRules.Read, GetAsync).For(CatalogAction.Read);
        api.MapMethods($"{Version}/revisions/{{revision}}/contract", RequestRules.Read, ContractAsync).Gives(ContractForm.Types).For(CatalogAction.Read);
        api.MapMethods($"{Version}/revisions/{{revision}}/changelog", RequestRules.Read, ChangelogAsync).Gives(Answers.JsonType, Markdown).For(CatalogAction.Read);
    }

    private static async Task<IResult> CurrentAsync(string name, string version, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        Outcome<StoredVersion> found = VersionEndpoints.Find(registry.Current, name, version);
        if (found.Value is not { } stored)
            return Answers.Problem(http, found.Refusal!);
        return stored.ContractHash is { } hash && await store.ReadContractAsync(hash, http.RequestAborted) is { } contract
            ? ContractForm.Answer(http, contract)
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"{stored.Key} has no contract yet."));
    }

    private static async Task<IResult> ListAsync(string name, string version, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        if (VersionEndpoints.Find(registry.Current, name, version).Refusal is { } refusal)
            return Answers.Problem(http, refusal);
        PageRequest page = PageRequest.Of(http.Request);
        int? before = page.AfterNumber() is { } number ? (int)Math.Min(number, int.MaxValue) : null;
        IReadOnlyList<StoredRevision> revisions = await store.ReadRevisionsAsync(name, version, before, page.Limit + 1, http.RequestAborted);
        return Pages.Write(
            http, page, [.. revisions.Select(Entry)], revision => revision.Revision.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> GetAsync(string name, string version, string revision, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        Outcome<StoredRevision> found = await FindAsync(name, version, revision, http, registry, store);
        return Answers.Of(http, found, stored => Answers.Json(Entry(stored) with { Changes = ChangesOf(stored) }));
    }

    private static async Task<IResult> ContractAsync(
        string name, string version, string revision, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        Outcome<StoredRevision> found = await FindAsync(name, version, revision, http, registry, store);
        if (found.Value is not { } stored)
            return Answers.Problem(http, found.Refusal!);
        StoredContract contract = await store.ReadContractAsync(stored.ContractHash, http.RequestAborted) ?? throw new CatalogStorageException(
            "catalog", $"the contract {stored.ContractHash} of revision {stored.Revision} is missing.", "Restore a backup of the data folder.");
        return ContractForm.Answer(http, contract);
    }

    private static async Task<IResult> ChangelogAsync(
        string name, string version, string revision, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        Outcome<StoredRevision> found = await FindAsync(name, version, revision, http, registry, store);
        http.Response.Headers.Vary = "Accept";
        return Answers.Of(http, found, stored => Negotiation.Best(http.Request, [Answers.JsonType, Markdown]) == Markdown
            ? new Representation(Encoding.UTF8.GetBytes(ChangelogText.Of(Entry(stored), name, version, ChangesOf(stored))), $"{Markdown}; charset=utf-8", StatusCodes.Status200OK)
            : Answers.Json(new CatalogPage<CatalogFinding>(ChangesOf(stored))));
    }

    private static async Task<Outcome<StoredRevision>> FindAsync(
        string name, string version, string revision, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        if (VersionEndpoints.Find(registry.Current, name, version).Refusal is { } refusal)
            return refusal;
        if (!int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is 0 or int.MaxValue)
            return new Refusal(CatalogProblemTypes.NotFound, $"`{revision}` is no revision; revisions are numbers from 1.");
        IReadOnlyList<StoredRevision> at = await store.ReadRevisionsAsync(name, version, number + 1, 1, http.RequestAborted);
        return at is [{ } stored] && stored.Revision == number
            ? stored
            : new Refusal(CatalogProblemTypes.NotFound, $"{name}/{version} has no revision {revision}.");
    }

    private static ContractRevision Entry(StoredRevision stored) =>
        new(stored.Revision, stored.ContractHash, stored.ContractVersion, stored.At, stored.Actor, stored.Bump);

    private static IReadOnlyList<CatalogFinding> ChangesOf(StoredRevision stored) =>
        JsonSerializer.Deserialize<IReadOnlyList<CatalogFinding>>(stored.Changes, ProtocolJson.Options) ?? [];
}
