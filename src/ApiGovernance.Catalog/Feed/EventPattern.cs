namespace ApiGovernance.Catalog.Feed;

/// <summary>Which types of events: <c>*</c> stands for any characters, as in <c>dev.apigovernance.api-version.*</c>.</summary>
internal static class EventPattern
{
    private const int MaxLength = 200;

    public static bool IsSound(string pattern) =>
        pattern.Length is > 0 and <= MaxLength && pattern.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '*');

    public static bool Matches(string pattern, string type)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern == type;
        if (!type.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        int at = parts[0].Length;
        foreach (string part in parts[1..^1])
        {
            int found = type.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        return type.Length - at >= parts[^1].Length && type.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
