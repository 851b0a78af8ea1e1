namespace ApiGovernance.Cli.Lint;

/// <summary>Choices in a pattern, as shells and the Node linters write them: `apis/*.{yaml,json}`.</summary>
internal static class BracePattern
{
    // Each pair multiplies; nobody writes more.
    private const int Most = 1000;

    public static bool Is(string text) => Choice(text) is not null;

    /// <summary>The patterns that it stands for; itself without a choice. A pair of braces without a comma is text.</summary>
    public static IEnumerable<string> Expand(string text)
    {
        List<string> open = [text];
        for (int i = 0; i < open.Count && open.Count < Most;)
        {
            if (Choice(open[i]) is not var (start, end))
            {
                i++;
                continue;
            }

            string pattern = open[i];
            open.RemoveAt(i);
            open.InsertRange(i, pattern[(start + 1)..end].Split(',').Select(choice => pattern[..start] + choice + pattern[(end + 1)..]));
        }

        return open;
    }

    /// <summary>The first innermost pair of braces with a comma between.</summary>
    private static (int Start, int End)? Choice(string text)
    {
        int start = -1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '{')
                start = i;
            else if (text[i] == '}' && start >= 0 && text.AsSpan(start, i - start).Contains(','))
                return (start, i);
        }

        return null;
    }
}
