using System.Text;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// The <c>Idempotency-Key</c> field (draft-ietf-httpapi-idempotency-key-header-07): a String of structured fields (RFC 9651, 3.3.3),
/// quotes included. Most clients send it bare; that is the same key.
/// </summary>
internal static class KeyField
{
    public const string Name = "Idempotency-Key";

    /// <summary>A UUID has 36 characters; what is longer is no key but a document.</summary>
    public const int MaxLength = 255;

    /// <param name="field">The field's lines.</param>
    /// <param name="key">Without quotes and escapes; empty where the field cannot be read.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Parse(StringValues field, out string key)
    {
        key = "";
        if (field.Count != 1)
            return "The request has more than one Idempotency-Key.";
        ReadOnlySpan<char> text = field[0].AsSpan().Trim();
        string? problem = text.StartsWith('"') ? ParseQuoted(text, out key) : ParseBare(text, out key);
        if (problem is not null)
            return problem;
        return key.Length is 0 or > MaxLength ? $"An Idempotency-Key has 1 to {MaxLength} characters." : null;
    }

    private static string? ParseQuoted(ReadOnlySpan<char> text, out string key)
    {
        StringBuilder value = new(text.Length);
        int i = 1;
        for (; i < text.Length && text[i] != '"'; i++)
        {
            if (text[i] == '\\' && ++i < text.Length && text[i] is not ('"' or '\\'))
                break;
            if (i >= text.Length || text[i] is < ' ' or > '~')
                break;
            value.Append(text[i]);
        }

        key = value.ToString();
        if (i >= text.Length || text[i] != '"')
            return "The Idempotency-Key is no String of structured fields: printable ASCII in quotes, with \\\" and \\\\ inside.";
        // Parameters may follow; none is defined, and RFC 9651 has those that are unknown ignored.
        ReadOnlySpan<char> rest = text[(i + 1)..].TrimStart();
        return rest.IsEmpty || rest[0] == ';' ? null : "Something follows the quoted Idempotency-Key.";
    }

    private static string? ParseBare(ReadOnlySpan<char> text, out string key)
    {
        key = text.ToString();
        foreach (char character in text)
        {
            // A comma or a semicolon could be the joint of two fields or the beginning of a parameter.
            if (character is <= ' ' or > '~' or '"' or ',' or ';' or '\\')
                return "An Idempotency-Key without quotes has visible ASCII characters only, and no quote, comma, semicolon or backslash.";
        }

        return null;
    }
}
