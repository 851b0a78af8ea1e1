using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Everything that is a descriptor: read, put, remove.</summary>
internal static class DescriptorEndpoints
{
    private static readonly (string Path, string Kind)[] Collections =
    [
        ("teams", "Team"), ("backends", "Backend"), ("consumers", "Consumer"), ("plans", "Plan"), ("entities", "CanonicalEntity"),
        ("events", "EventContract"), ("overlaps", "OverlapDecision"),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach ((string path, string kind) in Collections)
        {
            api.MapMethods($"/{path}", RequestRules.Read, (HttpContext http, CatalogRegistry registry) =>
                Pages.Descriptors(http, ListFilters.Among(
                    http.Request, kind, registry.Current.Descriptors.Select(stored => stored.Descriptor).Where(descriptor => descriptor.Kind == kind))))
                .Paged(ListFilters.NamesOf(kind)).For(CatalogAction.Read);
            MapItem(api, path, kind);
        }
    }

    /// <summary>One record of a kind: read, put, remove.</summary>
    public static void MapItem(RouteGroupBuilder api, string path, string kind)
    {
        api.MapMethods($"/{path}/{{name}}", RequestRules.Read, (string name, HttpContext http, CatalogRegistry registry) => Get(kind, name, http, registry.Current)).For(CatalogAction.Read);
        api.MapPut(
            $"/{path}/{{name}}",
            (string name, HttpContext http, DescriptorRegistration registration, SnapshotPublisher publisher) =>
                PutAsync(kind, name, http, registration, publisher)).For(RecordAccess.ActionOf(kind));
        api.MapDelete(
            $"/{path}/{{name}}",
            (string name, HttpContext http, DescriptorRemoval removal, SnapshotPublisher publisher) => DeleteAsync(kind, name, http, removal, publisher))
            .For(RecordAccess.ActionOf(kind));
    }

    public static async Task<IResult> PutAsync(
        string kind, string name, HttpContext http, DescriptorRegistration registration, SnapshotPublisher publisher)
    {
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        Outcome<RegisteredDescriptor> outcome = await registration.PutAsync(
            new SubmittedDescriptor(kind, name, body, Caller.IfMatch(http.Request), Caller.MustBeNew(http.Request), Caller.Actor(http)),
            http.RequestAborted);
        if (outcome.Value is { IsChanged: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, registered => Answers.Descriptor(
            registered.Descriptor, registered.ETag, registered.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    public static async Task<IResult> DeleteAsync(
        string kind, string name, HttpContext http, DescriptorRemoval removal, SnapshotPublisher publisher)
    {
        Outcome<RemovedDescriptor> outcome = await removal.RemoveAsync(
            new UnwantedDescriptor(kind, name, Caller.IfMatch(http.Request), Caller.Actor(http)), http.RequestAborted);
        if (outcome.Value is not null)
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, _ => Results.NoContent());
    }

    private static IResult Get(string kind, string name, HttpContext http, CatalogState state) => state.Find(kind, name) is { } stored
        ? Answers.Descriptor(stored.Descriptor, stored.ETag)
        : Answers.Problem(http, NotFound(state, kind, name));

    public static Refusal NotFound(CatalogState state, string kind, string name) => Refusal.NotFound(
        $"{kind} `{name}`", state.Descriptors.Where(known => known.Descriptor.Kind == kind).Select(known => known.Descriptor.Name));
}
