using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiGovernance.Catalog.Http;

/// <summary>
/// Which part of a list a request asks for. A cursor holds the key of the last item of the page before, so what is added or removed
/// meanwhile moves nothing: no item is given twice, none that stayed is left out.
/// </summary>
/// <param name="After">The key of the last item that the caller has; null for the first page.</param>
/// <param name="Scope">Names the list with its filter, so that a cursor of another one is not taken for its own.</param>
internal sealed record PageRequest(int Limit, string? After, string Scope)
{
    public const string LimitName = "limit";
    public const string CursorName = "cursor";
    public const int StandardLimit = 50;
    public const int LargestLimit = 200;
    private const int ScopeLength = 8;

    /// <exception cref="BodyRefusedException">A limit out of bounds, or a cursor that this list never gave.</exception>
    public static PageRequest Of(HttpRequest request)
    {
        int limit = Caller.Number(request, LimitName, StandardLimit, 1, LargestLimit);
        string scope = ScopeOf(request);
        string? after = request.Query[CursorName] is [{ Length: > 0 } cursor] ? Decode(cursor, scope) ?? throw Wrong() : null;
        return new PageRequest(limit, after, scope);
    }

    public string CursorAfter(string key) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(Scope + key));

    /// <summary>The cursor as a number, for lists that are kept by number.</summary>
    /// <exception cref="BodyRefusedException">It holds none.</exception>
    public long? AfterNumber()
    {
        if (After is null)
            return null;
        return long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Wrong();
    }

    private static string? Decode(string cursor, string scope)
    {
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(cursor));
            return text.Length > ScopeLength && text.StartsWith(scope, StringComparison.Ordinal) ? text[ScopeLength..] : null;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string ScopeOf(HttpRequest request)
    {
        StringBuilder text = new(request.Path);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Query.OrderBy(given => given.Key, StringComparer.Ordinal))
        {
            if (name is not (LimitName or CursorName))
                text.Append('\n').Append(name).Append('=').AppendJoin('\n', values.ToArray());
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..ScopeLength];
    }

    private static BodyRefusedException Wrong() => new(new Refusal(
        CatalogProblemTypes.ParameterInvalid,
        "`cursor` is none that this list with this filter has given. Take `next` of the page before, or leave it out to begin anew."));
}
