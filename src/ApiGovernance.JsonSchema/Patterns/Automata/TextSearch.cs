using System.Text;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>
/// Finds the shortest text that conditions hold for, breadth first: a layer is every state that texts of one length lead to. Up to the
/// least length a state counts anew in every layer; from there on the first text that leads to it is as good as any.
/// </summary>
internal sealed class TextSearch
{
    // What one step may cost on average, in places looked at: bounds the time of patterns that are in very many places at once.
    private const long WorkPerStep = 60;

    // So little that few steps may take it.
    private const long FreeWork = 100_000;

    // No longer text is of use to anyone.
    private const int MaxText = 1 << 20;

    private readonly int _minLength;
    private readonly int _maxLength;
    private readonly int _maxSteps;
    private readonly (int Class, Rune Member)[] _symbols;
    private readonly ProductAutomaton _product;
    private readonly List<Node> _nodes = [];
    private readonly HashSet<int> _seen = [];

    // A layer that has the same states in the same order as an earlier one: what lies between them comes again and again.
    private Range _earlier;
    private int _offset;
    private int _repeats;

    public TextSearch(IReadOnlyList<PatternCondition> conditions, int minLength, int maxLength, int maxSteps)
    {
        _minLength = minLength;
        _maxLength = maxLength;
        _maxSteps = maxSteps;
        var classes = new CodePointClasses(
            [ReadableSymbols.Surrogates, .. conditions.SelectMany(static c => c.Parts).SelectMany(static p => p.Program.DistinguishedSets.ToArray())]);
        _symbols = ReadableSymbols.Of(classes);
        _product = new ProductAutomaton(conditions, classes);
    }

    public PatternSample Run()
    {
        int length = 0;
        Add(_product.Start, parent: -1, default);
        Range layer = 0.._nodes.Count;
        Range kept = layer;
        int keptLength = 0;
        while (layer.Start.Value < layer.End.Value)
        {
            if (FirstHit(layer, length) is { } hit)
                return Text(hit, length);
            if (length == _maxLength)
                return PatternSample.None;
            if (!TryExpand(ref layer, length))
                return PatternSample.Undecided;
            length++;
            if (length >= _minLength || _repeats > 0)
                continue;
            if (HaveSameStates(kept, layer))
            {
                int period = length - keptLength;
                _earlier = kept;
                _offset = layer.Start.Value - kept.Start.Value;
                _repeats = (_minLength - length) / period;
                length += _repeats * period;
            }

            // Brent's way to find a cycle: one layer is kept to compare with, and replaced ever more rarely.
            if (length >= keptLength * 2)
                (kept, keptLength) = (layer, length);
        }

        return PatternSample.None;
    }

    private int? FirstHit(Range layer, int length)
    {
        for (int i = layer.Start.Value; i < layer.End.Value; i++)
        {
            int state = _nodes[i].State;
            if (length < _minLength ? _product.IsSettled(state) : _product.Accepts(state))
                return i;
        }

        return null;
    }

    /// <summary>Goes on to the layer of texts that are one character longer; false when no more may be spent.</summary>
    private bool TryExpand(ref Range layer, int length)
    {
        if (length < _minLength)
            _seen.Clear();
        int end = layer.End.Value;
        for (int i = layer.Start.Value; i < end; i++)
        {
            foreach ((int symbol, Rune member) in _symbols)
                Add(_product.Follow(_nodes[i].State, symbol), i, member);
            if (_nodes.Count > _maxSteps || _product.Work > FreeWork + (_maxSteps * WorkPerStep))
                return false;
        }

        layer = end.._nodes.Count;
        return true;
    }

    private void Add(int state, int parent, Rune by)
    {
        if (state != ProductAutomaton.Dead && _seen.Add(state))
            _nodes.Add(new Node(state, parent, by));
    }

    private bool HaveSameStates(Range a, Range b)
    {
        int count = a.End.Value - a.Start.Value;
        if (count != b.End.Value - b.Start.Value)
            return false;
        for (int i = 0; i < count; i++)
        {
            if (_nodes[a.Start.Value + i].State != _nodes[b.Start.Value + i].State)
                return false;
        }

        return true;
    }

    private PatternSample Text(int node, int length)
    {
        int missing = Math.Max(0, _minLength - length);
        if (length + missing > MaxText)
            return PatternSample.Undecided;
        var text = new List<Rune>(length + missing);
        for (; missing > 0; missing--)
            text.Add(_symbols[0].Member);
        int repeats = _repeats;
        while (true)
        {
            if (repeats > 0 && node >= _earlier.Start.Value && node < _earlier.End.Value)
            {
                // The same state a period later: round once more.
                node += _offset;
                repeats--;
            }

            (_, int parent, Rune by) = _nodes[node];
            if (parent < 0)
                break;
            text.Add(by);
            node = parent;
        }

        var builder = new StringBuilder(text.Count);
        for (int i = text.Count - 1; i >= 0; i--)
            builder.Append(text[i].ToString());
        return new PatternSample(PatternSampleOutcome.Found, builder.ToString());
    }

    /// <param name="State">Where a text leads to.</param>
    /// <param name="Parent">The node of the text without its last character; negative for the empty text.</param>
    /// <param name="By">The last character.</param>
    private readonly record struct Node(int State, int Parent, Rune By);
}
