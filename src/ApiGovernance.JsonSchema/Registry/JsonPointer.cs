using System.Globalization;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Registry;

/// <summary>JSON pointers (RFC 6901) in their canonical string form.</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string token) =>
        pointer + "/" + token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Append(string pointer, int index) => pointer + "/" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The last token of a pointer, unescaped; empty for the root.</summary>
    public static string LastToken(string pointer) => Unescape(pointer[(pointer.LastIndexOf('/') + 1)..]);

    public static string Parent(string pointer) => pointer[..Math.Max(0, pointer.LastIndexOf('/'))];

    /// <summary>Follows a pointer; gives it back in canonical form.</summary>
    public static bool TryFollow(JsonElement element, string pointer, out JsonElement found, out string canonical)
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
                if (!found.TryGetProperty(token, out JsonElement value))
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
