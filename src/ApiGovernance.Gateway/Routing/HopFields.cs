using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// Fields that a back end means for the gateway alone: its <c>Connection</c> field names them (RFC 9110, 7.6.1). The proxy takes away that
/// field and the well-known ones, but not those that are named.
/// </summary>
internal static class HopFields
{
    /// <summary>Takes them away from what the client gets.</summary>
    public static void Remove(HttpResponseMessage answer, IHeaderDictionary headers)
    {
        if (!answer.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out HeaderStringValues connection))
            return;
        foreach (string name in Named(connection))
            headers.Remove(name);
    }

    /// <summary>Empty where the field speaks of the connection only.</summary>
    public static IReadOnlyCollection<string> Of(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out HeaderStringValues connection) ? [.. Named(connection)] : [];

    private static IEnumerable<string> Named(HeaderStringValues connection) =>
        connection.SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
