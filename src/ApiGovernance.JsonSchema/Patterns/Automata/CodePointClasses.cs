using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>Divides all code points into classes that no set of a pattern tells apart: what an automaton moves by.</summary>
internal sealed class CodePointClasses
{
    private readonly int[] _starts;
    private readonly int[] _ids;
    private readonly ushort[] _ascii = new ushort[128];
    private readonly int _beyondAscii = -1;
    private readonly int _firstBeyond;

    public CodePointClasses(ReadOnlySpan<CodePointSet> sets)
    {
        var starts = new SortedSet<int> { 0, 128 };
        foreach (CodePointSet set in sets)
        {
            for (int i = 0; i < set.Bounds.Length; i += 2)
            {
                starts.Add(set.Bounds[i]);
                starts.Add(set.Bounds[i + 1] + 1);
            }
        }

        starts.Remove(CodePointSet.Last + 1);
        _starts = [.. starts];
        _ids = new int[_starts.Length];
        Count = 1;
        foreach (CodePointSet set in sets)
            Refine(set);
        for (int i = 0; i < _starts.Length && _starts[i] < 128; i++)
            _ascii.AsSpan(_starts[i]..Math.Min(128, i + 1 < _starts.Length ? _starts[i + 1] : 128)).Fill((ushort)_ids[i]);
        _firstBeyond = Array.IndexOf(_starts, 128);
        if (!_ids.AsSpan(_firstBeyond).ContainsAnyExcept(_ids[_firstBeyond]))
            _beyondAscii = _ids[_firstBeyond];
    }

    /// <summary>How many classes there are; some may have no member.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<ushort> Ascii => _ascii;

    /// <summary>The class of a code point beyond ASCII.</summary>
    public int Beyond(int codePoint)
    {
        if (_beyondAscii >= 0)
            return _beyondAscii;
        int index = Array.BinarySearch(_starts, _firstBeyond, _starts.Length - _firstBeyond, codePoint);
        return _ids[index >= 0 ? index : ~index - 1];
    }

    /// <summary>A code point of each class, to ask sets about; -1 for a class without member.</summary>
    public int[] Representatives()
    {
        int[] representatives = new int[Count];
        Array.Fill(representatives, -1);
        for (int i = _starts.Length - 1; i >= 0; i--)
            representatives[_ids[i]] = _starts[i];
        return representatives;
    }

    private void Refine(CodePointSet set)
    {
        var split = new Dictionary<int, int>();
        for (int i = 0; i < set.Bounds.Length; i += 2)
        {
            int at = Array.BinarySearch(_starts, set.Bounds[i]);
            for (; at < _starts.Length && _starts[at] <= set.Bounds[i + 1]; at++)
            {
                if (!split.TryGetValue(_ids[at], out int id))
                    split.Add(_ids[at], id = Count++);
                _ids[at] = id;
            }
        }
    }
}
