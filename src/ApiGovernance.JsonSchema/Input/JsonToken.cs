using System.Runtime.InteropServices;

namespace ApiGovernance.JsonSchema.Input;

internal enum JsonKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>One entry of the tape, 16 bytes. An object's tape is key, value, key, value; a container is followed by its content.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct JsonToken
{
    /// <summary>Byte offset of the content: in the input, or in the side buffer when <see cref="Decoded"/>.</summary>
    public int Start;

    /// <summary>Bytes of a scalar (a string without its quotes); number of items or properties of a container.</summary>
    public int Length;

    /// <summary>Index of the first token after this value, so that a value is skipped in one step.</summary>
    public int Next;

    public JsonKind Kind;

    /// <summary>The string had escapes and stands unescaped in the side buffer.</summary>
    public bool Decoded;
}
