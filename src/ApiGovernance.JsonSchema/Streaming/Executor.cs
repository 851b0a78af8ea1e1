using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>
/// Reads a text once, checking grammar and plan together. Every method that reads takes the place of the next byte and gives
/// the place after what it read, or a negative number. Bytes are read through a reference without bounds checks: see <see cref="JsonText"/>
/// for the rule that keeps that inside the text.
/// </summary>
internal ref partial struct Executor<TObserver>
    where TObserver : struct, IPropertyObserver
{
    /// <summary>The text is not JSON, or does not satisfy its plan.</summary>
    private const int Invalid = -1;

    /// <summary>Reading has to be given up: the whole text goes to the tape engine.</summary>
    private const int GivenUp = -2;

    private readonly ref byte _text;
    private readonly int _end;
    private readonly SchemaProgram _program;
    private readonly JsonBuffers _buffers;
    private readonly KeyLog _keys;
    private readonly JsonInputLimits _limits;
    private readonly bool _allowDuplicates;
    private readonly int _maxDepth;
#pragma warning disable IDE0044 // An observer is a struct that changes; a readonly field would hand out copies of it.
    private TObserver _observer;
#pragma warning restore IDE0044

    /// <summary>Containers that may still be read, and schemas that may still be evaluated over a tape: what bounds the time of reading again.</summary>
    private int _left;

    private Executor(ReadOnlySpan<byte> text, SchemaProgram program, JsonBuffers buffers, JsonInputLimits limits, TObserver observer)
    {
        _text = ref MemoryMarshal.GetReference(text);
        _end = text.Length;
        _program = program;
        _buffers = buffers;
        _keys = buffers.Keys;
        _limits = limits;
        _allowDuplicates = limits.AllowDuplicateKeys;
        _maxDepth = limits.Depth;
        _observer = observer;
        _left = program.MaxEvaluations;
    }

    private readonly ReadOnlySpan<byte> Text => MemoryMarshal.CreateReadOnlySpan(ref _text, _end);

    /// <summary>Whether the text is JSON and satisfies the plan; null when only the tape engine can tell.</summary>
    public static bool? Run(
        ReadOnlySpan<byte> text, Plan plan, SchemaProgram program, JsonBuffers buffers, JsonInputLimits limits, ref TObserver observer)
    {
        if (!Utf8.IsValid(text))
            return false;
        var executor = new Executor<TObserver>(text, program, buffers, limits, observer);
        int p = executor.Value(plan, JsonText.SkipSpace(ref executor._text, 0, text.Length), 0);
        if (p >= 0)
            p = JsonText.SkipSpace(ref executor._text, p, text.Length) == text.Length ? p : Invalid;
        observer = executor._observer;
        return p == GivenUp ? null : p >= 0;
    }

    /// <summary>Reads the value that begins at <paramref name="p"/>, where there is no white space.</summary>
    private int Value(Plan plan, int p, int depth)
    {
        if (p >= _end)
            return Invalid;
        byte c = Unsafe.Add(ref _text, p);
        if (c == '"')
            return plan.Accepts(JsonKind.String) ? String(plan.String, p + 1) : Refused(plan, p, depth, JsonKind.String);
        if (c == '{')
            return plan.Accepts(JsonKind.Object) ? Object(plan.Object, p, depth) : Refused(plan, p, depth, JsonKind.Object);
        if (c == '[')
            return plan.Accepts(JsonKind.Array) ? Array(plan.Array, p, depth) : Refused(plan, p, depth, JsonKind.Array);
        if (c is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            return plan.Accepts(JsonKind.Number) ? Number(plan.Number, p) : Refused(plan, p, depth, JsonKind.Number);
        return Literal(plan, p, c, depth);
    }

    private int Literal(Plan plan, int p, byte c, int depth)
    {
        (JsonKind kind, ReadOnlySpan<byte> rest) = Named(c);
        if (rest.Length == 0 || !Text[p..].StartsWith(rest))
            return Invalid;
        return plan.Accepts(kind) ? p + rest.Length : Refused(plan, p, depth, kind);
    }

    private static NamedLiteral Named(byte c) => c switch
    {
        (byte)'t' => new(JsonKind.True, "true"u8),
        (byte)'f' => new(JsonKind.False, "false"u8),
        (byte)'n' => new(JsonKind.Null, "null"u8),
        _ => default,
    };

    /// <summary>Room for another level of recursion; asked for now and then only, for the stack has some reserve.</summary>
    private static bool HasStack(int depth) => (depth & 15) != 15 || RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private readonly ref struct NamedLiteral(JsonKind kind, ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public void Deconstruct(out JsonKind named, out ReadOnlySpan<byte> text)
        {
            named = kind;
            text = _text;
        }
    }
}
