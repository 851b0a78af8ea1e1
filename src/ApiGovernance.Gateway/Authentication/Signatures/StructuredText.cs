using System.Globalization;
using System.Text;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>Reads structured fields (RFC 9651) as far as signatures and digests use them: what else there could be is a failure.</summary>
internal ref struct StructuredText(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int at;

    public readonly bool IsAtEnd => at >= text.Length;

    /// <summary>Takes the character if it is the next one.</summary>
    public bool Take(char character)
    {
        if (IsAtEnd || text[at] != character)
            return false;
        at++;
        return true;
    }

    public bool SkipBlanks()
    {
        int before = at;
        while (!IsAtEnd && text[at] is ' ')
            at++;
        return at > before;
    }

    /// <summary>Moves on to the next member of a dictionary.</summary>
    /// <returns>False at the end, or where there should have been one; then <paramref name="ended"/> tells which.</returns>
    public bool NextMember(ref bool first, out bool ended)
    {
        while (!IsAtEnd && text[at] is ' ' or '\t')
            at++;
        ended = IsAtEnd;
        if (ended || first)
        {
            first = false;
            return !ended;
        }

        if (!Take(','))
            return false;
        while (!IsAtEnd && text[at] is ' ' or '\t')
            at++;
        return !IsAtEnd;
    }

    public string? Key()
    {
        int start = at;
        while (!IsAtEnd && (char.IsAsciiLetterLower(text[at]) || text[at] == '*' || (at > start && (char.IsAsciiDigit(text[at]) || text[at] is '_' or '-' or '.'))))
            at++;
        return at == start ? null : text[start..at].ToString();
    }

    public string? String()
    {
        if (!Take('"'))
            return null;
        StringBuilder value = new();
        while (!IsAtEnd)
        {
            char character = text[at++];
            switch (character)
            {
                case '"':
                    return value.ToString();
                case '\\':
                    if (IsAtEnd || text[at] is not ('"' or '\\'))
                        return null;
                    value.Append(text[at++]);
                    break;
                case < ' ' or > '~':
                    return null;
                default:
                    value.Append(character);
                    break;
            }
        }

        return null;
    }

    public byte[]? Bytes()
    {
        if (!Take(':'))
            return null;
        int length = text[at..].IndexOf(':');
        if (length < 0)
            return null;
        byte[] bytes = new byte[length];
        bool read = Convert.TryFromBase64Chars(text.Slice(at, length), bytes, out int count);
        at += length + 1;
        return read ? bytes[..count] : null;
    }

    public long? Integer()
    {
        int start = at;
        Take('-');
        while (!IsAtEnd && char.IsAsciiDigit(text[at]))
            at++;
        return at - start <= 16 && long.TryParse(text[start..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    /// <summary>The parameters that follow, as they are written out again; null where one is of a kind that is not known.</summary>
    public Dictionary<string, Parameter>? Parameters()
    {
        Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
        while (Take(';'))
        {
            SkipBlanks();
            if (Key() is not { } name)
                return null;
            Parameter? value = Take('=') ? Value() : new Parameter(null, null, "");
            // A name twice would count by its last value; an honest signer has no use for that.
            if (value is null || !parameters.TryAdd(name, value))
                return null;
        }

        return parameters;
    }

    public static string Quote(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private Parameter? Value()
    {
        if (IsAtEnd)
            return null;
        if (text[at] == '"')
            return String() is { } value ? new Parameter(value, null, "=" + Quote(value)) : null;
        if (text[at] == ':')
            return Bytes() is { } bytes ? new Parameter(null, null, $"=:{Convert.ToBase64String(bytes)}:") : null;
        return Integer() is { } number ? new Parameter(null, number, string.Create(CultureInfo.InvariantCulture, $"={number}")) : null;
    }
}

/// <param name="Written">With the equals sign before it; empty for one that is just there.</param>
internal sealed record Parameter(string? Text, long? Number, string Written);
