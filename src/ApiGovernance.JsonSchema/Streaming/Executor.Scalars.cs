using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <param name="plan">Null when every string is accepted.</param>
    /// <param name="p">After the opening quote.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int String(StringPlan? plan, int p)
    {
        int stop = JsonText.StringStop(ref _text, p, _end);
        if (stop >= _end)
            return Invalid;
        byte c = Unsafe.Add(ref _text, stop);
        if (c == '"')
        {
            return plan is null || plan.Accepts(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _text, p), stop - p))
                ? stop + 1
                : Invalid;
        }

        return c == '\\' ? EscapedString(plan, p) : Invalid;
    }

    private readonly int EscapedString(StringPlan? plan, int p)
    {
        TextBuffer buffer = _keys.Unescaped;
        int start = buffer.Count;
        int stop = JsonEscapes.Decode(Text, p, buffer, out string? problem);
        bool valid = problem is null && (plan is null || plan.Accepts(buffer.Written[start..]));
        buffer.Count = start;
        return valid ? stop + 1 : Invalid;
    }

    /// <param name="plan">Null when every number is accepted.</param>
    /// <param name="p">At the sign or the first digit.</param>
    private readonly int Number(NumberPlan? plan, int p)
    {
        ref byte text = ref _text;
        int end = _end;
        int start = p;
        bool negative = Unsafe.Add(ref text, p) == '-';
        if (negative && ++p >= end)
            return Invalid;
        uint digit = (uint)(Unsafe.Add(ref text, p) - '0');
        if (digit > 9)
            return Invalid;
        p++;

        // More digits than a long holds overflow without harm: the value is not used then.
        long mantissa = digit;
        uint next;
        if (digit != 0)
        {
            while (p < end && (next = (uint)(Unsafe.Add(ref text, p) - '0')) <= 9)
            {
                mantissa = (mantissa * 10) + next;
                p++;
            }
        }

        int scale = 0;
        if (p < end && Unsafe.Add(ref text, p) == '.')
        {
            int point = p++;
            while (p < end && (next = (uint)(Unsafe.Add(ref text, p) - '0')) <= 9)
            {
                mantissa = (mantissa * 10) + next;
                p++;
            }

            scale = p - point - 1;
            if (scale == 0)
                return Invalid;
        }

        if (p - start > 18)
            scale = -1;
        if (p < end)
        {
            byte after = Unsafe.Add(ref text, p);
            if ((after | 0x20) == 'e')
            {
                scale = -1;
                if (!JsonText.Exponent(ref text, ref p, end))
                    return Invalid;
            }
            else if ((uint)(after - '0') <= 9)
            {
                // Only after a leading zero.
                return Invalid;
            }
        }

        if (plan is null)
            return p;
        var number = new NumberText(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), p - start), negative ? -mantissa : mantissa, scale);
        return plan.Accepts(number) ? p : Invalid;
    }
}
