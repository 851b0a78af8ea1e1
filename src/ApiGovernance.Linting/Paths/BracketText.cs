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

    /// <summary>The parts between commas; commas in quotes, and in the parentheses of a filter, do not count.</summary>
    public static IEnumerable<string> Split(string inside)
    {
        int start = 0, depth = 0;
        for (int i = 0; i < inside.Length; i++)
        {
            bool filter = inside[start..i].TrimStart().StartsWith('?');
            if ((inside[i] is '\'' or '"' && (filter || inside[start..i].Trim().Length == 0)) || (filter && inside[i] == '/' && BeginsRegex(inside, start, i)))
                i = SkipQuoted(inside, i) ?? i;
            else if (filter && inside[i] is '(' or '[')
                depth++;
            else if (filter && inside[i] is ')' or ']')
                depth--;
            else if (inside[i] == ',' && depth <= 0)
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
