using System.Net.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Routing;

/// <summary>The fields of an answer that are for the gateway only, because its Connection field names them (RFC 9110, 7.6.1). The forwarder drops Connection itself alone.</summary>
internal static class HopFields
{
    /// <returns>Null for none, as nearly always.</returns>
    public static List<string>? Of(HttpResponseMessage answer)
    {
        if (!answer.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out HeaderStringValues connection))
            return null;
        List<string>? named = null;
        foreach (string line in connection)
        {
            foreach (string option in line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!(option.Equals("close", StringComparison.OrdinalIgnoreCase) || option.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
                    || option.Equals(HeaderNames.Upgrade, StringComparison.OrdinalIgnoreCase)))
                    (named ??= []).Add(option);
            }
        }

        return named;
    }
}
