using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Validation;

/// <summary>A body where the contract has none. Nobody can check it, and frameworks bind what they find all the same.</summary>
internal static class UndeclaredBody
{
    public static Problem Refusal { get; } = new(ProblemTypes.UnsupportedMediaType, "The contract takes no body here.")
    {
        // The rest of the body is not read, so the connection is of no further use.
        Headers = [Problem.Header("Connection", "close")],
    };

    /// <summary>Clients may announce a body of unknown length and then send none.</summary>
    public static async ValueTask<bool> IsEmptyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not null)
            return false;
        try
        {
            return await context.Request.Body.ReadAsync(new byte[1], context.RequestAborted).ConfigureAwait(false) == 0;
        }
        catch (BadHttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Has the request go on as one without a body.</summary>
    public static void Drop(HttpContext context)
    {
        context.Features.Set<IHttpRequestBodyDetectionFeature>(NoBody.Instance);
        context.Request.Headers.TransferEncoding = default;
        context.Request.ContentLength = null;
        context.Request.ContentType = null;
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public static NoBody Instance { get; } = new();

        public bool CanHaveBody => false;
    }
}
