using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>The JSON Schemas of canonical entities and events: read, put.</summary>
internal static class SchemaEndpoints
{
    private const string SchemaType = "application/schema+json";

    private static readonly (string Path, string Kind)[] Collections = [("entities", "CanonicalEntity"), ("events", "EventContract")];

    public static void Map(RouteGroupBuilder api)
    {
        foreach ((string path, string kind) in Collections)
        {
            api.MapMethods(
                $"/{path}/{{name}}/schema",
                RequestRules.Read,
                (string name, HttpContext http, CatalogRegistry registry, ICatalogStore store) => GetAsync(kind, name, http, registry, store))
                .Gives(SchemaType, Answers.JsonType, "application/yaml").For(CatalogAction.Read);
            api.MapPut(
                $"/{path}/{{name}}/schema",
                (string name, HttpContext http, SchemaRegistration registration, SnapshotPublisher publisher) => PutAsync(kind, name, http, registration, publisher))
                .For(RecordAccess.ActionOf(kind));
        }
    }

    private static async Task<IResult> GetAsync(string kind, string name, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        if (registry.Current.Find(kind, name) is not { } stored)
            return Answers.Problem(http, DescriptorEndpoints.NotFound(registry.Current, kind, name));
        return stored.DocumentHash is { } hash && await store.ReadContractAsync(hash, http.RequestAborted) is { } schema
            ? ContractForm.Answer(http, schema, SchemaType)
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"{kind} `{name}` has no schema yet."));
    }

    private static async Task<IResult> PutAsync(string kind, string name, HttpContext http, SchemaRegistration registration, SnapshotPublisher publisher)
    {
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        Outcome<RegisteredSchema> outcome = await registration.PutAsync(
            new SubmittedDescriptor(kind, name, body, Caller.IfMatch(http.Request), Caller.MustBeNew(http.Request), Caller.Actor(http)),
            http.RequestAborted);
        if (outcome.Value is { IsChanged: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, registered => Answers.Json(
            new SchemaSummary(kind, name, registered.Hash), registered.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, registered.Hash));
    }
}
