namespace ApiGovernance.Linting.Paths;

/// <summary>The text between brackets: quotes, nesting and regular expressions minded.</summary>
internal static class BracketText
{
    /// <param name="at">Behind the opening bracket; afterwards behind the closing one.</param>
    /// <returns>Null when there is no closing bracket.</returns>
    public static string? UntilClosing(string text, ref int at)
    {
        int start = at, depth = 1;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c is '\'' or '"' || (c == '/' && depth > 0 && BeginsRegex(text, start, at)))
            {
                // An apostrophe in an unquoted name is no quote.
                if (SkipQuoted(text, at) is { } end)
                    at = end;
            }
            else if (c == '[')
            {
                depth++;
            }
            else if (c == ']' && --depth == 0)
            {
                return text[start..at++];
            }
        }

        return null;
    }

    public static IEnumerable<string> Split(string inside)
    {
        int start = 0;
        char quote = '\0';
        for (int i = 0; i < inside.Length; i++)
        {
            if (quote != '\0')
            {
                if (inside[i] == '\\')
                    i++;
                else if (inside[i] == quote)
                    quote = '\0';
            }
            else if (inside[i] is '\'' or '"' && inside[start..i].Trim().Length == 0)
            {
                quote = inside[i];
            }
            else if (inside[i] == ',')
            {
                yield return inside[start..i];
                start = i + 1;
            }
        }

        yield return inside[start..];
    }

    public static string Unquote(string part)
    {
        string name = part.Trim();
        return name.Length > 1 && name[0] is '\'' or '"' && name[^1] == name[0]
            ? name[1..^1].Replace($"\\{name[0]}", name[0].ToString(), StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : name;
    }

    // In a filter, behind what cannot end a value.
    private static bool BeginsRegex(string text, int start, int at)
    {
        if (!text.AsSpan(start, at - start).TrimStart().StartsWith("?"))
            return false;
        int before = at - 1;
        while (before >= start && char.IsWhiteSpace(text[before]))
            before--;
        return before >= start && text[before] is '(' or ',' or '=' or '!' or '&' or '|' or '?' or ':' or '[' or '~';
    }

    private static int? SkipQuoted(string text, int at)
    {
        bool set = false;
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[at] == '/' && text[i] is '[' or ']')
                set = text[i] == '[';
            else if (text[i] == text[at] && !set)
                return i;
        }

        return null;
    }
}
