using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <param name="plan">What is demanded.</param>
    /// <param name="p">At the brace.</param>
    /// <param name="depth">Containers open around the object.</param>
    private int Object(ObjectPlan plan, int p, int depth)
    {
        if (depth >= _maxDepth)
            return Invalid;
        if (--_left < 0 || !HasStack(depth))
            return GivenUp;
        if (plan.Switch is not null)
            return Switch(plan.Switch, p, depth);
        if (plan.Tape is not null)
            return Tape(plan.Tape, p, depth);
        if (typeof(TObserver) == typeof(NoObserver) && ReferenceEquals(plan, Plan.AnyObject))
            return AnyObject(p, depth);

        ref byte text = ref _text;
        int end = _end;
        ReadOnlySpan<KeyEntry> keys = plan.Keys.Entries;
        var state = new ObjectState(_keys.Count, _keys.Unescaped.Count);
        ulong seen = 0;
        int expected = 0;
        p = JsonText.SkipSpace(ref text, p + 1, end);
        if (p < end && Unsafe.Add(ref text, p) == '}')
            return AtEnd(plan, ref state, seen, p);
        while (true)
        {
            if (p >= end || Unsafe.Add(ref text, p) != '"')
                return Invalid;
            p++;
            Plan child;
            int index = expected;
            if ((uint)expected < (uint)keys.Length && IsNext(ref text, p, end, in keys[expected]))
            {
                p += keys[expected].Length;
                child = keys[expected].Plan;
            }
            else
            {
                p = Key(plan, p, ref state, out index, out child!);
                if (p < 0)
                    return p;
            }

            if (index >= 0)
            {
                _observer.Enter(plan, index);
                if (!See(plan, ref state, ref seen, index))
                    return Invalid;
                expected = index + 1;
            }

            state.Count++;
            p = Value(child, JsonText.SkipSpace(ref text, p, end), depth + 1);
            if (p < 0)
                return p;
            _observer.Leave();
            p = JsonText.SkipSpace(ref text, p, end);
            if (p >= end)
                return Invalid;
            byte c = Unsafe.Add(ref text, p);
            if (c == '}')
                return AtEnd(plan, ref state, seen, p);
            if (c != ',')
                return Invalid;
            p = JsonText.SkipSpace(ref text, p + 1, end);
        }
    }

    /// <summary>Whether the name, its quote and its colon stand at <paramref name="p"/>. A no may also mean: not enough text left to tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNext(ref byte text, int p, int end, in KeyEntry entry)
    {
        if (end - p < entry.Needed)
            return false;
        Vector128<byte> head = (Vector128.LoadUnsafe(ref text, (nuint)p) ^ entry.Head) & entry.Mask;
        if (head != Vector128<byte>.Zero)
            return false;
        return entry.Length <= 16 || Vector128.LoadUnsafe(ref text, (nuint)(p + entry.Length - 16)) == entry.Tail;
    }

    /// <summary>Notes that a named property occurs; false when it does so again and must not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool See(ObjectPlan plan, ref ObjectState state, ref ulong seen, int index)
    {
        if (index >= 64)
            return SeeAfter64(plan, ref state, index);
        ulong bit = 1UL << index;
        bool first = (seen & bit) == 0;
        seen |= bit;
        return first || _allowDuplicates;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AtEnd(ObjectPlan plan, ref ObjectState state, ulong seen, int p)
    {
        bool valid = (seen & plan.Required) == plan.Required && (!plan.ChecksAtEnd || HoldsAtEnd(plan, ref state, seen));
        _keys.Count = state.FirstKey;
        _keys.Unescaped.Count = state.FirstText;
        if (state.Table is not null)
            KeyLog.Release(state.Table);
        if (state.HasWords)
            _buffers.ReturnWords(plan.Keys.Count);
        return valid ? p + 1 : Invalid;
    }

    /// <summary>What an open object needs besides the bits of its first 64 names.</summary>
    private struct ObjectState(int firstKey, int firstText)
    {
        public readonly int FirstKey = firstKey;
        public readonly int FirstText = firstText;
        public int Count;
        public int[]? Table;
        public bool HasWords;
        public int Words;
    }
}
