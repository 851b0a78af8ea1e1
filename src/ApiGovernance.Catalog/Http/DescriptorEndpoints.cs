using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Teams, back ends, consumers, plans and canonical entities: read, put.</summary>
internal static class DescriptorEndpoints
{
    private static readonly (string Path, string Kind)[] Collections =
        [("teams", "Team"), ("backends", "Backend"), ("consumers", "Consumer"), ("plans", "Plan"), ("entities", "CanonicalEntity")];

    public static void Map(RouteGroupBuilder api)
    {
        foreach ((string path, string kind) in Collections)
        {
            api.MapGet($"/{path}", (CatalogRegistry registry) =>
                Answers.Descriptors(registry.Current.Descriptors.Select(stored => stored.Descriptor).Where(descriptor => descriptor.Kind == kind))).For(CatalogAction.Read);
            api.MapGet($"/{path}/{{name}}", (string name, HttpContext http, CatalogRegistry registry) => Get(kind, name, http, registry.Current))
                .For(CatalogAction.Read);
            api.MapPut(
                $"/{path}/{{name}}",
                (string name, HttpContext http, DescriptorRegistration registration, SnapshotPublisher publisher) =>
                    PutAsync(kind, name, http, registration, publisher)).For(RecordAccess.ActionOf(kind));
        }
    }

    public static async Task<IResult> PutAsync(
        string kind, string name, HttpContext http, DescriptorRegistration registration, SnapshotPublisher publisher)
    {
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        Outcome<RegisteredDescriptor> outcome = await registration.PutAsync(
            new SubmittedDescriptor(kind, name, body, Caller.IfMatch(http.Request), Caller.MustBeNew(http.Request), Caller.Actor(http)),
            http.RequestAborted);
        if (outcome.Value is not null)
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, registered => Answers.Descriptor(
            http, registered.Descriptor, registered.ETag, registered.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static IResult Get(string kind, string name, HttpContext http, CatalogState state) => state.Find(kind, name) is { } stored
        ? Answers.Descriptor(http, stored.Descriptor, stored.ETag)
        : Answers.Problem(http, Refusal.NotFound(
            $"{kind} `{name}`", state.Descriptors.Where(known => known.Descriptor.Kind == kind).Select(known => known.Descriptor.Name)));
}
