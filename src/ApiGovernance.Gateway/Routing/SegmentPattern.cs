using System.Text;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// A path segment with parameters in it: <c>{id}</c>, <c>companies({id})</c> or <c>{from}-{to}</c>. Literals and parameters
/// alternate; a parameter takes at least one character and ends where the next literal is met first (the last one: where it is
/// met last).
/// </summary>
internal sealed class SegmentPattern
{
    private readonly string[] literals;

    private SegmentPattern(string[] literals, string[] names)
    {
        this.literals = literals;
        Names = names;
        Shape = string.Join("{}", literals);
    }

    /// <summary>The parameters' names in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The pattern without names: two templates with one shape match the same paths.</summary>
    public string Shape { get; }

    /// <summary>Characters that must be literally there: the more, the more specific.</summary>
    public int LiteralLength => literals.Sum(literal => literal.Length);

    /// <returns>Null when the segment has no parameter.</returns>
    public static SegmentPattern? Parse(string segment)
    {
        List<string> literals = [];
        List<string> names = [];
        int at = 0;
        while (true)
        {
            int open = segment.IndexOf('{', at);
            int close = open < 0 ? -1 : segment.IndexOf('}', open);
            if (close < 0)
                break;
            literals.Add(segment[at..open]);
            names.Add(segment[(open + 1)..close].TrimEnd('*'));
            at = close + 1;
        }

        literals.Add(segment[at..]);
        return names.Count == 0 ? null : new SegmentPattern([.. literals], [.. names]);
    }

    /// <summary>Writes a segment that matches.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="raw">What the values stand in.</param>
    /// <param name="values">One for each of <see cref="Names"/>.</param>
    public void Write(StringBuilder to, ReadOnlySpan<char> raw, ReadOnlySpan<Range> values)
    {
        to.Append(literals[0]);
        for (int i = 0; i < Names.Count; i++)
            to.Append(raw[values[i]]).Append(literals[i + 1]);
    }

    /// <param name="offset">Where <paramref name="segment"/> begins in the path that captures refer to.</param>
    /// <param name="captures">Takes one entry per name.</param>
    /// <param name="comparison">Of the literals.</param>
    public bool TryMatch(ReadOnlySpan<char> segment, int offset, Span<PathCapture> captures, StringComparison comparison = StringComparison.Ordinal)
    {
        if (!segment.StartsWith(literals[0], comparison))
            return false;
        int at = literals[0].Length;
        for (int i = 0; i < Names.Count; i++)
        {
            string next = literals[i + 1];
            int end;
            if (i == Names.Count - 1)
            {
                if (!segment[at..].EndsWith(next, comparison))
                    return false;
                end = segment.Length - next.Length;
            }
            else
            {
                // Two parameters side by side: nothing says where one ends, so the first takes one character.
                int found = at + 1 > segment.Length ? -1 : segment[(at + 1)..].IndexOf(next, comparison);
                if (found < 0)
                    return false;
                end = at + 1 + found;
            }

            if (end <= at)
                return false;
            captures[i] = new PathCapture(offset + at, end - at);
            at = end + next.Length;
        }

        return true;
    }
}

/// <summary>A stretch of the decoded contract path.</summary>
internal readonly record struct PathCapture(int Start, int Length);
