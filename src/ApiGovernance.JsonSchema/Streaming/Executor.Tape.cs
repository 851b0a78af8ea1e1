using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <summary>Reads one value onto the tape and runs schemas over that.</summary>
    private int Tape(TapePlan plan, int p, int depth)
    {
        p = Scan(p, depth);
        if (p < 0)
            return p;
        foreach (PlanEntry entry in plan.Entries)
        {
            _buffers.Evaluated.Count = 0;
            _buffers.Scope.Count = 0;
            foreach (int resource in entry.Scope.Resources)
                _buffers.Scope.Push(resource);
            var evaluator = new Evaluator(_program, _buffers.View(Text), _buffers, null) { Left = _left };
            bool valid = evaluator.Evaluate(entry.Node, 0, track: false);
            _left = evaluator.Left;
            if (evaluator.Aborted)
                return GivenUp;
            if (!valid)
                return Invalid;
        }

        if (typeof(TObserver) != typeof(NoObserver))
            _observer.OnTape(_buffers.View(Text));
        return p;
    }

    /// <summary>A value of a kind that its plan does not accept while reading.</summary>
    private int Refused(Plan plan, int p, int depth, JsonKind kind) =>
        (plan.TapeKinds & (1 << (int)kind)) != 0 ? Tape(plan.Tape!, p, depth) : Invalid;

    /// <summary>Reads an array that is more than its items one by one.</summary>
    private int ExtendedArray(ArrayPlan plan, int p, int depth)
    {
        int start = p;
        int count = 0;
        Span<long> matches = plan.Contains.Length <= ItemTexts.Max ? stackalloc long[plan.Contains.Length] : new long[plan.Contains.Length];
        matches.Clear();
        var items = new ItemTexts(stackalloc long[ItemTexts.Max]);
        p = JsonText.SkipSpace(ref _text, p + 1, _end);
        bool empty = p < _end && Text[p] == ']';
        _observer.EnterItems();
        while (!empty)
        {
            for (int i = 0; i < plan.Contains.Length; i++)
            {
                int trial = Trial(plan.Contains[i].Item, p, depth + 1);
                if (trial == GivenUp)
                    return GivenUp;
                matches[i] += trial >= 0 ? 1 : 0;
            }

            int item = p;
            p = Value(count < plan.Prefix.Length ? plan.Prefix[count] : plan.Rest, p, depth + 1);
            PayForTrials(plan, item, p);
            if (p < 0)
                return p;
            count++;
            if (plan.Unique && !items.Add(Text, item, p))
                return Invalid;
            p = JsonText.SkipSpace(ref _text, p, _end);
            if (p >= _end)
                return Invalid;
            if (Text[p] == ']')
                break;
            if (Text[p] != ',')
                return Invalid;
            p = JsonText.SkipSpace(ref _text, p + 1, _end);
        }

        _observer.LeaveItems();
        if (count < plan.MinItems || count > plan.MaxItems)
            return Invalid;
        for (int i = 0; i < plan.Contains.Length; i++)
        {
            if (matches[i] < plan.Contains[i].Min || matches[i] > plan.Contains[i].Max)
                return Invalid;
        }

        if (plan.Unique && !items.Decided && count > 1)
        {
            if (Scan(start, depth) < 0 || UniqueItemsInstruction.FindRepeated(_buffers.View(Text), 0) >= 0)
                return Invalid;
        }

        _left -= count >> 3;
        return p + 1;
    }

    /// <summary>Where arrays with contains lie in each other, what is inside is read again and again: long texts cost more than short ones.</summary>
    private void PayForTrials(ArrayPlan plan, int item, int end)
    {
        if (plan.Contains.Length == 0)
            return;
        if (end < 0)
            end = item < _end ? JsonLookahead.SkipValue(Text, item) : _end;
        long bytes = (end < 0 ? _end : end) - item;
        _left = (int)Math.Max(-1, _left - ((bytes >> 6) * plan.Contains.Length));
    }

    /// <summary>Whether a value satisfies a plan, read from here without going on from there; negative when not.</summary>
    private int Trial(Plan plan, int p, int depth)
    {
        (int keys, int text, int words) = (_keys.Count, _keys.Unescaped.Count, _buffers.WordCount);
        var trial = new Executor<NoObserver>(Text, _program, _buffers, _limits, default) { _left = _left };
        p = trial.Value(plan, p, depth);
        (_left, _keys.Count, _keys.Unescaped.Count, _buffers.WordCount) = (trial._left, keys, text, words);
        return p;
    }

    private readonly int Scan(int p, int depth)
    {
        _buffers.TokenCount = 0;
        _buffers.Side.Count = 0;
        return new JsonScanner(Text, _buffers, _limits).RunAt(p, depth);
    }
}

/// <summary>The texts of a few items that are equal exactly when their texts are.</summary>
internal ref struct ItemTexts(Span<long> places)
{
    public const int Max = 16;

    private readonly Span<long> _places = places;
    private int _count;

    /// <summary>Whether comparing texts was enough so far.</summary>
    public bool Decided { get; private set; } = true;

    /// <summary>False when the item equals an earlier one.</summary>
    public bool Add(ReadOnlySpan<byte> text, int start, int end)
    {
        if (_count == Max || !IsItsText(text, start, end))
            Decided = false;
        if (!Decided)
            return true;
        ReadOnlySpan<byte> item = text[start..end];
        for (int i = 0; i < _count; i++)
        {
            int earlier = (int)(_places[i] >> 32);
            if (item.SequenceEqual(text[earlier..(int)_places[i]]))
                return false;
        }

        _places[_count++] = ((long)start << 32) | (uint)end;
        return true;
    }

    // Strings without escapes and plain integers; other numbers have several spellings, and containers have an inside.
    private static bool IsItsText(ReadOnlySpan<byte> text, int start, int end) => text[start] switch
    {
        // A string is stopped at its last byte, the quote, unless an escape stops it before.
        (byte)'"' => JsonText.StringStop(ref MemoryMarshal.GetReference(text), start + 1, text.Length) == end - 1,
        (byte)'{' or (byte)'[' or (byte)'-' => false,
        _ => text[start..end].IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 || text[end - 1] == 'e',
    };
}
