namespace ApiGovernance.Gateway.Validation;

/// <summary>
/// The parameters of a Content-Type (RFC 9110, 5.6.6). The field goes on as it was sent, so one of which another reader could take another
/// charset or boundary than is taken here would have a body checked as what it is not.
/// </summary>
internal static class MediaTypeParameters
{
    private const int Most = 8;

    /// <param name="parameters">What follows the first semicolon.</param>
    /// <returns>False for a name that comes twice, blanks around an equals sign, and quotes that do not end or hide a semicolon.</returns>
    public static bool AreUnambiguous(ReadOnlySpan<char> parameters)
    {
        Span<Range> names = stackalloc Range[Most];
        int count = 0;
        int at = 0;
        while (true)
        {
            at = AfterBlanks(parameters, at);
            if (at == parameters.Length)
                return true;
            int start = at;
            while (at < parameters.Length && IsToken(parameters[at]))
                at++;
            // `; ;` and a semicolon at the end say nothing.
            if (at == start && parameters[at] == ';')
            {
                at++;
                continue;
            }

            if (at == start || at == parameters.Length || parameters[at] != '=' || count == Most)
                return false;
            for (int i = 0; i < count; i++)
            {
                if (parameters[names[i]].Equals(parameters[start..at], StringComparison.OrdinalIgnoreCase))
                    return false;
            }

            names[count++] = start..at;
            at = AfterValue(parameters, at + 1);
            if (at < 0)
                return false;
            at = AfterBlanks(parameters, at);
            if (at < parameters.Length && parameters[at++] != ';')
                return false;
        }
    }

    /// <returns>Where the value ends; -1 when it is none. Without quotes more is taken than a token: boundaries are written so.</returns>
    private static int AfterValue(ReadOnlySpan<char> text, int at)
    {
        int start = at;
        if (at < text.Length && text[at] == '"')
        {
            for (at++; at < text.Length && text[at] is not (';' or '\\'); at++)
            {
                if (text[at] == '"')
                    return at + 1;
            }

            return -1;
        }

        while (at < text.Length && text[at] is > ' ' and < '\x7f' and not (';' or ',' or '"'))
            at++;
        return at == start ? -1 : at;
    }

    private static int AfterBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    private static bool IsToken(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);
}
