using System.Text;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// Classes one after the other from the start of the text, as in <c>^[A-Z]{2}\d{4,}$</c>, where what follows a repeat of varying
/// length cannot begin with one of its characters: then taking as many as there are is never wrong, and nothing is tried twice.
/// </summary>
internal sealed class SequenceMatcher : PatternMatcher
{
    private readonly Step[] _steps;
    private readonly bool _toEnd;
    private readonly FixedRanges? _fixed;

    private SequenceMatcher(Step[] steps, bool toEnd, FixedRanges? ranges)
    {
        _fixed = ranges;
        _steps = steps;
        _toEnd = toEnd;
    }

    public override PatternEngine Engine => PatternEngine.Sequence;

    public static SequenceMatcher? TryCreate(ReadOnlySpan<PatternNode> items)
    {
        if (items.Length == 0 || items[0] is not AssertionNode { Kind: AssertionKind.Start })
            return null;
        items = items[1..];
        bool toEnd = items.Length > 0 && items[^1] is AssertionNode { Kind: AssertionKind.End };
        if (toEnd)
            items = items[..^1];
        var runs = new List<(CodePointSet Set, int Min, int Max)>(items.Length);
        foreach (PatternNode item in items)
        {
            if (item is SetNode one)
                Append(runs, one.Set, 1, 1);
            else if (item is RepeatNode { Item: SetNode many } repeat)
                Append(runs, many.Set, repeat.Min, repeat.Max);
            else
                return null;
        }

        if (!toEnd)
            DropOptionalEnd(runs);
        return IsDeterministic(runs) ? new SequenceMatcher(Compile(runs), toEnd, toEnd ? FixedRanges.TryCreate(runs) : null) : null;
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        if (_fixed is not null)
            return Of(_fixed.Contains(utf8));
        int pos = 0;
        foreach (Step step in _steps)
        {
            if (step.Literal is { } literal)
            {
                if (!utf8[pos..].StartsWith(literal))
                    return PatternMatch.No;
                pos += literal.Length;
                continue;
            }

            if (!step.Take(utf8, ref pos))
                return PatternMatch.No;
        }

        return Of(!_toEnd || pos == utf8.Length);
    }

    /// <summary>Adjacent runs of one set are one run.</summary>
    private static void Append(List<(CodePointSet Set, int Min, int Max)> runs, CodePointSet set, int min, int max)
    {
        if (runs.Count > 0 && runs[^1].Set.Equals(set))
        {
            (_, int lastMin, int lastMax) = runs[^1];
            runs[^1] = (set, Sum(lastMin, min), Sum(lastMax, max));
        }
        else
        {
            runs.Add((set, min, max));
        }
    }

    private static int Sum(int a, int b) => (int)Math.Min(int.MaxValue, (long)a + b);

    /// <summary>Where the text may go on, as little as possible at the end of the pattern is as good as more.</summary>
    private static void DropOptionalEnd(List<(CodePointSet Set, int Min, int Max)> runs)
    {
        while (runs.Count > 0 && runs[^1].Min == 0)
            runs.RemoveAt(runs.Count - 1);
        if (runs.Count > 0)
            runs[^1] = (runs[^1].Set, runs[^1].Min, runs[^1].Min);
    }

    private static bool IsDeterministic(List<(CodePointSet Set, int Min, int Max)> runs)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            if (runs[i].Min == runs[i].Max)
                continue;
            for (int next = i + 1; next < runs.Count; next++)
            {
                if (runs[i].Set.Intersects(runs[next].Set))
                    return false;
                if (runs[next].Min > 0)
                    break;
            }
        }

        return true;
    }

    private static Step[] Compile(List<(CodePointSet Set, int Min, int Max)> runs)
    {
        var steps = new List<Step>(runs.Count);
        var literal = new StringBuilder();
        foreach ((CodePointSet set, int min, int max) in runs)
        {
            if (set.Single is >= 0 and not (>= 0xD800 and <= 0xDFFF) && min == max && min <= 64)
            {
                for (int i = 0; i < min; i++)
                    literal.Append(char.ConvertFromUtf32(set.Single));
                continue;
            }

            Flush();
            steps.Add(new Step(set, min, max));
        }

        Flush();
        return [.. steps];

        void Flush()
        {
            if (literal.Length > 0)
                steps.Add(new Step(Encoding.UTF8.GetBytes(literal.ToString())));
            literal.Clear();
        }
    }

    /// <summary>A literal, or a run of one set.</summary>
    private sealed class Step
    {
        private readonly CodePointSet _set = CodePointSet.Empty;
        private readonly int _min;
        private readonly int _max;

        public Step(byte[] literal) => Literal = literal;

        public Step(CodePointSet set, int min, int max)
        {
            _set = set;
            _min = min;
            _max = max;
        }

        public byte[]? Literal { get; }

        public bool Take(ReadOnlySpan<byte> text, ref int pos)
        {
            int at = pos;
            int count = 0;
            while (count < _max && at < text.Length)
            {
                byte b = text[at];
                if (b < 0x80)
                {
                    if (!_set.ContainsAscii(b))
                        break;
                    at++;
                }
                else
                {
                    int next = at;
                    if (!_set.Contains(Utf8CodePoint.Read(text, ref next)))
                        break;
                    at = next;
                }

                count++;
            }

            pos = at;
            return count >= _min;
        }
    }
}
