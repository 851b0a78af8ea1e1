using System.Runtime.CompilerServices;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <param name="plan">What is demanded.</param>
    /// <param name="p">At the bracket.</param>
    /// <param name="depth">Containers open around the array.</param>
    private int Array(ArrayPlan plan, int p, int depth)
    {
        if (depth >= _maxDepth)
            return Invalid;
        if (--_left < 0 || !HasStack(depth))
            return GivenUp;
        if (plan.IsExtended)
            return ExtendedArray(plan, p, depth);
        ref byte text = ref _text;
        int end = _end;
        int count = 0;
        Plan[] prefix = plan.Prefix;
        p = JsonText.SkipSpace(ref text, p + 1, end);
        if (p >= end)
            return Invalid;
        if (Unsafe.Add(ref text, p) != ']')
        {
            _observer.EnterItems();
            while (true)
            {
                p = Value(count < prefix.Length ? prefix[count] : plan.Rest, p, depth + 1);
                if (p < 0)
                    return p;
                count++;
                p = JsonText.SkipSpace(ref text, p, end);
                if (p >= end)
                    return Invalid;
                byte c = Unsafe.Add(ref text, p);
                if (c == ']')
                    break;
                if (c != ',')
                    return Invalid;
                p = JsonText.SkipSpace(ref text, p + 1, end);
            }
        }

        if (count > 0)
            _observer.LeaveItems();

        // What is read more than once is paid for more than once.
        _left -= count >> 3;
        return count >= plan.MinItems && count <= plan.MaxItems ? p + 1 : Invalid;
    }
}
