using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <summary>Reads a name, whichever it is, and the colon after it.</summary>
    /// <param name="plan">The object's plan.</param>
    /// <param name="p">After the name's opening quote.</param>
    /// <param name="state">The object's state.</param>
    /// <param name="index">Index in the plan's key table, or -1.</param>
    /// <param name="child">The plan of the value.</param>
    private int Key(ObjectPlan plan, int p, ref ObjectState state, out int index, out Plan? child)
    {
        index = -1;
        child = null;
        int start = p;
        p = JsonText.StringStop(ref _text, p, _end);
        if (p >= _end)
            return Invalid;
        bool escaped = Unsafe.Add(ref _text, p) == '\\';
        ReadOnlySpan<byte> name;
        if (escaped)
        {
            TextBuffer buffer = _keys.Unescaped;
            int first = start;
            start = buffer.Count;
            p = JsonEscapes.Decode(Text, first, buffer, out string? problem);
            if (problem is not null)
                return Invalid;
            name = buffer.Written[start..];
        }
        else if (Unsafe.Add(ref _text, p) == '"')
        {
            name = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _text, start), p - start);
        }
        else
        {
            return Invalid;
        }

        p = JsonText.SkipSpace(ref _text, p + 1, _end);
        if (p >= _end || Unsafe.Add(ref _text, p) != ':')
            return Invalid;
        p++;
        ulong signature = KeyTable.Signature(name);
        if (plan.Keys.Count > 0)
        {
            index = plan.Keys.Find(name, signature);
            if (index >= 0)
            {
                child = plan.Keys.Entries[index].Plan;
                if (escaped)
                    _keys.Unescaped.Count = start;
                return p;
            }

            if (plan.RefusesOtherNames)
                return Invalid;
        }

        _observer.EnterOther(plan, name);
        if (!_allowDuplicates && !_keys.Add(Text, state.FirstKey, new KeyLog.Place(start, name.Length, escaped), signature, ref state.Table))
            return Invalid;
        child = plan.ChecksOtherNames ? Other(plan, name) : plan.Others;
        return child is null ? GivenUp : p;
    }

    /// <summary>The plan of a property the schema does not name; null when it is left to the tape.</summary>
    private static Plan? Other(ObjectPlan plan, ReadOnlySpan<byte> name)
    {
        if (plan.OtherNames is not null && !plan.OtherNames.Accepts(name))
            return Plan.Nothing;
        uint matches = 0;
        for (int i = 0; i < plan.Patterns.Length; i++)
        {
            PatternMatch match = plan.Patterns[i].Match(name);
            if (match == PatternMatch.Undecided)
                return Plan.Nothing;
            matches |= match == PatternMatch.Yes ? 1U << i : 0;
        }

        if (matches == 0)
            return plan.Others;

        // Sets of one pattern stand first; larger sets only where there are few patterns.
        return BitOperations.IsPow2(matches)
            ? plan.ByPattern[BitOperations.Log2(matches)]
            : Array(plan.ByPattern, plan.Patterns.Length + (int)matches);

        static Plan? Array(Plan?[] plans, int i) => i < plans.Length ? plans[i] : null;
    }

    private readonly bool SeeAfter64(ObjectPlan plan, ref ObjectState state, int index)
    {
        if (!state.HasWords)
        {
            state.HasWords = true;
            state.Words = _buffers.RentWords(plan.Keys.Count);
        }

        ref ulong word = ref _buffers.Words[state.Words + (index >> 6)];
        ulong bit = 1UL << (index & 63);
        bool first = (word & bit) == 0;
        word |= bit;
        return first || _allowDuplicates;
    }

    private readonly bool HoldsAtEnd(ObjectPlan plan, ref ObjectState state, ulong seen)
    {
        if (state.Count < plan.MinProperties || state.Count > plan.MaxProperties)
            return false;
        if (plan.RequiredAfter64 is null && plan.Presence is null)
            return true;
        if (plan.Keys.Count <= 64)
            return plan.Presence!.Holds(new ReadOnlySpan<ulong>(in seen), state.Count);
        if (!state.HasWords)
        {
            state.HasWords = true;
            state.Words = _buffers.RentWords(plan.Keys.Count);
        }

        Span<ulong> words = _buffers.Words.AsSpan(state.Words, (plan.Keys.Count + 63) >> 6);
        words[0] = seen;
        for (int i = 0; i < plan.RequiredAfter64?.Length; i++)
        {
            if ((words[i] & plan.RequiredAfter64[i]) != plan.RequiredAfter64[i])
                return false;
        }

        return plan.Presence is null || plan.Presence.Holds(words, state.Count);
    }
}
