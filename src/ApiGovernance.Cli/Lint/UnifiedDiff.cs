using System.Text;

namespace ApiGovernance.Cli.Lint;

/// <summary>Two versions of a text as the unified diff that `patch` and reviewers read.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    // Beyond so many changed lines (Myers' D), the rest is shown as one replacement: the search is quadratic in it.
    private const int MaxChanges = 2_000;

    private enum Kind
    {
        Same,
        Removed,
        Added,
    }

    public static void Write(TextWriter output, string path, byte[] before, byte[] after)
    {
        string[] old = Lines(before), now = Lines(after);
        List<(Kind Kind, string Line)> edits = Edits(old, now);
        output.Write($"--- a/{path}\n+++ b/{path}\n");
        int index = 0, oldLine = 1, newLine = 1;
        while (index < edits.Count)
        {
            int change = edits.FindIndex(index, edit => edit.Kind != Kind.Same);
            if (change < 0)
                break;
            int start = Math.Max(index, change - Context);
            (oldLine, newLine) = (oldLine + start - index, newLine + start - index);
            int end = EndOfHunk(edits, change);
            List<(Kind Kind, string Line)> hunk = edits[start..end];
            int removed = hunk.Count(edit => edit.Kind != Kind.Added), added = hunk.Count(edit => edit.Kind != Kind.Removed);
            output.Write($"@@ -{oldLine},{removed} +{newLine},{added} @@\n");
            foreach ((Kind kind, string line) in hunk)
                output.Write($"{(kind switch { Kind.Same => ' ', Kind.Removed => '-', _ => '+' })}{line.TrimEnd('\n')}\n{(line.EndsWith('\n') ? "" : "\\ No newline at end of file\n")}");
            (oldLine, newLine, index) = (oldLine + removed, newLine + added, end);
        }
    }

    // Until more lines are the same than two hunks could share as context.
    private static int EndOfHunk(List<(Kind Kind, string Line)> edits, int change)
    {
        int end = change;
        for (int i = change; i < edits.Count && i - end <= Context * 2; i++)
        {
            if (edits[i].Kind != Kind.Same)
                end = i + 1;
        }

        return Math.Min(edits.Count, end + Context);
    }

    private static string[] Lines(byte[] text)
    {
        string all = Encoding.UTF8.GetString(text);
        List<string> lines = [];
        for (int start = 0; start < all.Length;)
        {
            int end = all.IndexOf('\n', start) is >= 0 and var found ? found + 1 : all.Length;
            lines.Add(all[start..end]);
            start = end;
        }

        return [.. lines];
    }

    /// <summary>The shortest way from one to the other (Myers, "An O(ND) difference algorithm", 1986), what both begin and end with left out.</summary>
    private static List<(Kind Kind, string Line)> Edits(string[] old, string[] now)
    {
        int head = 0, tail = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
            head++;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        List<(Kind, string)> edits = [.. old[..head].Select(line => (Kind.Same, line))];
        edits.AddRange(Middle(old[head..^tail], now[head..^tail]));
        edits.AddRange(old[(old.Length - tail)..].Select(line => (Kind.Same, line)));
        return edits;
    }

    private static List<(Kind, string)> Middle(string[] old, string[] now)
    {
        int max = Math.Min(old.Length + now.Length, MaxChanges);
        List<int[]> trace = [];
        int[] furthest = new int[(2 * max) + 2];
        for (int d = 0; d <= max; d++)
        {
            trace.Add([.. furthest]);
            for (int k = -d; k <= d; k += 2)
            {
                int x = k == -d || (k != d && furthest[max + k - 1] < furthest[max + k + 1]) ? furthest[max + k + 1] : furthest[max + k - 1] + 1;
                while (x < old.Length && x - k < now.Length && old[x] == now[x - k])
                    x++;
                furthest[max + k] = x;
                if (x >= old.Length && x - k >= now.Length)
                    return Back(old, now, trace, max, d);
            }
        }

        return [.. old.Select(line => (Kind.Removed, line)), .. now.Select(line => (Kind.Added, line))];
    }

    private static List<(Kind, string)> Back(string[] old, string[] now, List<int[]> trace, int max, int changes)
    {
        List<(Kind, string)> edits = [];
        int x = old.Length, y = now.Length;
        for (int d = changes; d >= 0; d--)
        {
            int[] furthest = trace[d];
            int k = x - y;
            int from = k == -d || (k != d && furthest[max + k - 1] < furthest[max + k + 1]) ? k + 1 : k - 1;
            int fromX = d == 0 ? 0 : furthest[max + from], fromY = d == 0 ? 0 : fromX - from;
            while (x > fromX && y > fromY)
            {
                edits.Add((Kind.Same, old[--x]));
                y--;
            }

            if (d == 0)
                break;
            edits.Add(x == fromX ? (Kind.Added, now[y - 1]) : (Kind.Removed, old[x - 1]));
            (x, y) = (fromX, fromY);
        }

        edits.Reverse();
        return edits;
    }
}
