using System.Text;
using ApiGovernance.Gateway.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>The text that is signed (RFC 9421, 2.5), from a request as it was sent.</summary>
internal static class SignatureBase
{
    /// <param name="known">Under what the signer knows us, as <see cref="PublicAddress.BasesOf"/> gives it.</param>
    /// <returns>Null when a component is not there, or of a kind that requests do not have.</returns>
    public static byte[]? Of(SignatureInput input, HttpRequest request, RequestPath path, string known)
    {
        StringBuilder text = new();
        var (scheme, authority, before) = PublicAddress.Split(known);
        (string, string, string) signed = (scheme, authority, string.Concat(before, path.Raw));
        foreach (Component component in input.Components)
        {
            if (Value(component, request, path, signed) is not { } value)
                return null;
            text.Append(component.Identifier).Append(": ").Append(value).Append('\n');
        }

        text.Append("\"@signature-params\": ").Append(input.Written);
        // The server reads fields as UTF-8 and refuses what is none: so these are the bytes that were sent.
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Value(Component component, HttpRequest request, RequestPath path, (string Scheme, string Authority, string Path) signed)
    {
        // Of the target: where it names the version, the request's own query lacks that by now.
        ReadOnlySpan<char> query = path.Query;
        if (component.Name == "@query-param")
            return component.Parameters.Count == 1 && component.Parameters.TryGetValue("name", out Parameter? name) && name.Text is { } wanted ? QueryParameter(path.Query, wanted) : null;
        // Fields as structured values, of trailers or of the request that was answered are not looked at.
        if (component.Parameters.Count > 0)
            return null;
        return component.Name switch
        {
            "@method" => request.Method,
            "@target-uri" => string.Concat($"{signed.Scheme}://{signed.Authority}{signed.Path}", query),
            "@authority" => signed.Authority,
            "@scheme" => signed.Scheme,
            "@request-target" => string.Concat(signed.Path, query),
            "@path" => signed.Path,
            "@query" => query.Length == 0 ? "?" : query.ToString(),
            ['@', ..] => null,
            _ => Field(request.Headers, component.Name),
        };
    }

    private static string? Field(IHeaderDictionary headers, string name)
    {
        foreach (char character in name)
        {
            if (char.IsAsciiLetterUpper(character))
                return null;
        }

        if (!headers.TryGetValue(name, out StringValues values) || values.Count == 0)
            return null;
        return values.Count == 1 ? values[0]!.Trim(' ', '\t') : string.Join(", ", values.Select(value => value!.Trim(' ', '\t')));
    }

    /// <summary>RFC 9421, 2.2.8: a parameter that is there once; decoded as forms are and encoded again.</summary>
    private static string? QueryParameter(ReadOnlySpan<char> query, string name)
    {
        string? found = null;
        query = query.TrimStart('?');
        foreach (Range range in query.Split('&'))
        {
            ReadOnlySpan<char> pair = query[range];
            int equals = pair.IndexOf('=');
            ReadOnlySpan<char> key = equals < 0 ? pair : pair[..equals];
            if (Encode(key) != name)
                continue;
            if (found is not null)
                return null;
            found = Encode(equals < 0 ? default : pair[(equals + 1)..]);
        }

        return found;
    }

    private static string Encode(ReadOnlySpan<char> part)
    {
        if (part.Length == 0)
            return "";
        string decoded = Uri.UnescapeDataString(part.ToString().Replace('+', ' '));
        return Uri.EscapeDataString(decoded).Replace("%2A", "*", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
    }
}
