using System.Globalization;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Registry;

/// <summary>Finds a property of the object at a pointer faster than <see cref="JsonElement"/>, which searches.</summary>
internal delegate bool LargeObjectLookup(string pointer, JsonElement obj, string name, out JsonElement value);

/// <summary>JSON pointers (RFC 6901) in their canonical string form.</summary>
internal static class JsonPointer
{
    private const int LargeObject = 32;

    public static string Append(string pointer, string token) =>
        pointer + "/" + token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Append(string pointer, int index) => pointer + "/" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The last token of a pointer, unescaped; empty for the root.</summary>
    public static string LastToken(string pointer) => Unescape(pointer[(pointer.LastIndexOf('/') + 1)..]);

    public static string Parent(string pointer) => pointer[..Math.Max(0, pointer.LastIndexOf('/'))];

    /// <summary>Follows a pointer; gives it back in canonical form.</summary>
    /// <param name="element">Where the pointer starts.</param>
    /// <param name="pointer">The pointer, in the form of a string, not of a URI fragment.</param>
    /// <param name="large">Looks a property up in an object with many, given the canonical pointer so far.</param>
    public static bool TryFollow(
        JsonElement element, string pointer, out JsonElement found, out string canonical, LargeObjectLookup? large = null)
    {
        found = element;
        canonical = "";
        if (pointer.Length == 0)
            return true;
        if (pointer[0] != '/')
            return false;
        foreach (string raw in pointer[1..].Split('/'))
        {
            string token = Unescape(raw);
            if (found.ValueKind == JsonValueKind.Object)
            {
                JsonElement value;
                bool exists = large is not null && found.GetPropertyCount() > LargeObject
                    ? large(canonical, found, token, out value)
                    : found.TryGetProperty(token, out value);
                if (!exists)
                    return false;
                found = value;
            }
            else if (found.ValueKind == JsonValueKind.Array
                && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && index < found.GetArrayLength())
            {
                found = found[index];
            }
            else
            {
                return false;
            }

            canonical = Append(canonical, token);
        }

        return true;
    }

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
