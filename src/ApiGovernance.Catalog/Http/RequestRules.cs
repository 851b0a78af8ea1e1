using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Catalog.Http;

/// <summary>The query parameters that an operation knows; a name that it does not know is refused, since it would silently mean nothing.</summary>
internal sealed record KnownQuery(IReadOnlyList<string> Names);

/// <summary>The media types that an operation answers with.</summary>
internal sealed record GivenTypes(IReadOnlyList<string> Types);

/// <summary>What an operation takes and gives besides its body, held before it runs.</summary>
internal static class RequestRules
{
    /// <summary>GET, and HEAD with it. Handed to MapMethods where an operation is mapped: wrapped in a method, its handler would not be bound when compiled.</summary>
    public static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    private static readonly GivenTypes JsonOnly = new([Answers.JsonType]);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder operation, params string[] names) =>
        operation.WithMetadata(new KnownQuery(names));

    /// <summary>The operation gives a list in pages, filtered by these parameters.</summary>
    public static RouteHandlerBuilder Paged(this RouteHandlerBuilder operation, params string[] filters) =>
        operation.WithMetadata(new KnownQuery([PageRequest.LimitName, PageRequest.CursorName, .. filters]));

    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder operation, params string[] mediaTypes) =>
        operation.WithMetadata(new GivenTypes(mediaTypes));

    public static ValueTask<object?> HoldAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        EndpointMetadataCollection metadata = http.GetEndpoint()!.Metadata;
        Refusal? refusal = metadata.GetMetadata<NoSuchOperation>() is not null
            ? null
            : UnknownQuery(http.Request, metadata.GetMetadata<KnownQuery>()?.Names ?? [])
                ?? NotAcceptable(http.Request, metadata.GetMetadata<GivenTypes>() ?? JsonOnly);
        return refusal is null ? next(context) : ValueTask.FromResult<object?>(Answers.Problem(http, refusal));
    }

    private static Refusal? UnknownQuery(HttpRequest request, IReadOnlyList<string> known)
    {
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                string names = known.Count == 0 ? "It takes none." : $"It takes: {string.Join(", ", known)}.";
                return new Refusal(CatalogProblemTypes.ParameterInvalid, $"The operation has no query parameter `{name}`. {names}");
            }

            if (values.Count > 1)
                return new Refusal(CatalogProblemTypes.ParameterInvalid, $"The query parameter `{name}` is given {values.Count} times; give it once.");
        }

        return null;
    }

    private static Refusal? NotAcceptable(HttpRequest request, GivenTypes given)
    {
        if (request.Headers.Accept.Count == 0 || Negotiation.Best(request, given.Types) is not null)
            return null;
        return new Refusal(CatalogProblemTypes.NotAcceptable, $"The operation answers with {string.Join(" or ", given.Types)}; `{HeaderNames.Accept}` takes none of it.");
    }
}
