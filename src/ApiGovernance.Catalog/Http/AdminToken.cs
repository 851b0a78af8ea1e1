using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>Lets calls through that carry the admin token. Compared by hash in constant time, so that neither content nor length leaks.</summary>
internal sealed class AdminToken(string? token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _expected = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_expected is null || IsRight(context.HttpContext.Request))
        {
            Caller.Set(context.HttpContext, _expected is null ? CatalogActor.Local : CatalogActor.Admin);
            return await next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.Problem(context.HttpContext, new Refusal(
            CatalogProblemTypes.Unauthorized, "Send the control plane's admin token: `Authorization: Bearer <token>`."));
    }

    private bool IsRight(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        byte[] given = SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()));
        return CryptographicOperations.FixedTimeEquals(given, _expected);
    }
}
