using System.Globalization;

namespace ApiGovernance.Linting.Rulesets.Overrides;

/// <summary>Writes out the braces of a pattern: `{yaml,json}`, `v{1..3}`, nested ones too.</summary>
internal static class GlobBraces
{
    private const int MaxPatterns = 1000;

    /// <exception cref="RulesetValueException">They stand for too many patterns.</exception>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        List<string> done = [];
        Stack<string> open = new([pattern]);
        while (open.TryPop(out string? next))
        {
            if (done.Count + open.Count > MaxPatterns)
                throw new RulesetValueException($"`{pattern}` stands for more than {MaxPatterns} patterns.");
            if (First(next) is not var (start, end, parts))
            {
                done.Add(next);
                continue;
            }

            foreach (string part in parts)
                open.Push(next[..start] + part + next[(end + 1)..]);
        }

        return done;
    }

    /// <summary>The first pair of braces that has a choice in it.</summary>
    private static (int Start, int End, IReadOnlyList<string> Parts)? First(string pattern)
    {
        for (int start = pattern.IndexOf('{', StringComparison.Ordinal); start >= 0; start = pattern.IndexOf('{', start + 1))
        {
            if (start > 0 && pattern[start - 1] is '\\' or '$')
                continue;
            if (End(pattern, start, out List<string> parts) is { } end && (parts.Count > 1 || Range(parts[0]) is not null))
                return (start, end, parts.Count > 1 ? parts : Range(parts[0])!);
        }

        return null;
    }

    private static int? End(string pattern, int start, out List<string> parts)
    {
        parts = [];
        int depth = 0, from = start + 1;
        for (int at = start; at < pattern.Length; at++)
        {
            if (pattern[at] == '{')
            {
                depth++;
            }
            else if (pattern[at] == ',' && depth == 1)
            {
                parts.Add(pattern[from..at]);
                from = at + 1;
            }
            else if (pattern[at] == '}' && --depth == 0)
            {
                parts.Add(pattern[from..at]);
                return at;
            }
        }

        return null;
    }

    private static IReadOnlyList<string>? Range(string inside)
    {
        string[] ends = inside.Split("..");
        if (ends.Length != 2 || !int.TryParse(ends[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int first)
            || !int.TryParse(ends[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int last) || Math.Abs((long)last - first) >= MaxPatterns)
        {
            return null;
        }

        return [.. Enumerable.Range(Math.Min(first, last), Math.Abs(last - first) + 1).Select(static number => number.ToString(CultureInfo.InvariantCulture))];
    }
}
