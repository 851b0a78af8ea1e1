using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ApiGovernance.JsonSchema.Input;

/// <summary>
/// Reads a strict JSON text (RFC 8259, plus the prohibitions of RFC 7493) onto the tape in one pass, without recursion.
/// The first violation stops it; nothing is thrown.
/// </summary>
internal ref partial struct JsonScanner(ReadOnlySpan<byte> source, JsonBuffers buffers, JsonInputLimits limits)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly JsonBuffers _buffers = buffers;
    private readonly bool _allowDuplicates = limits.AllowDuplicateKeys;
    private int _maxDepth = limits.Depth;
    private int _pos;
    private int _depth;
    private string? _problem;

    public bool Run(out JsonInputError? error)
    {
        error = null;
        if (Accept())
            return true;
        error = OtherEncoding.Of(_source) is { } other
            ? Locate($"The text is {other}; JSON is sent as UTF-8 (RFC 8259, 8.1).", 0)
            : Locate(_problem ?? "The text is not valid JSON.", Math.Min(_pos, _source.Length));
        return false;
    }

    /// <summary>Reads the one value at a place of a text that is known to be UTF-8; gives the place after it, or -1.</summary>
    /// <param name="start">Where the value begins.</param>
    /// <param name="depth">Containers that are open around it.</param>
    public int RunAt(int start, int depth)
    {
        _pos = start;
        _maxDepth -= depth;
        return ReadDocument() ? _pos : -1;
    }

    private bool Accept()
    {
        if (_source is [0xEF, 0xBB, 0xBF, ..])
            return Fail("The text starts with a byte order mark; JSON has none (RFC 8259, 8.1).");
        if (!Utf8.IsValid(_source))
        {
            _pos = FirstInvalidByte(_source);
            return Fail("The text is not valid UTF-8.");
        }

        SkipWhitespace();
        if (!ReadDocument())
            return false;
        SkipWhitespace();
        return _pos == _source.Length || Fail("There is more text after the JSON value.");
    }

    private bool ReadDocument()
    {
        while (true)
        {
            if (!ReadValue(out bool opened))
                return false;
            if (opened)
                continue;

            // The value is complete: close what it ends, then find the next one.
            while (true)
            {
                if (_depth == 0)
                    return true;
                SkipWhitespace();
                int open = _buffers.Open[_depth - 1];
                bool inObject = _buffers.Tokens[open].Kind == JsonKind.Object;
                int c = Peek();
                if (c == ',')
                {
                    _pos++;
                    SkipWhitespace();
                    if (inObject && !ReadKey())
                        return false;
                    break;
                }

                if (c != (inObject ? '}' : ']'))
                    return Fail(c < 0 ? "The text ends before the JSON value does." : inObject ? "Expected ',' or '}'." : "Expected ',' or ']'.");
                _pos++;
                if (!Close(open))
                    return false;
            }
        }
    }

    /// <summary>Reads one value; for a container that is not empty, stands at its first value and sets <paramref name="opened"/>.</summary>
    private bool ReadValue(out bool opened)
    {
        opened = false;
        if (_depth > 0)
            _buffers.Tokens[_buffers.Open[_depth - 1]].Length++;
        int c = Peek();
        switch (c)
        {
            case '"':
                return ReadString();
            case '{':
            case '[':
                return Open(c == '{', out opened);
            case 't':
                return Literal("true"u8, JsonKind.True);
            case 'f':
                return Literal("false"u8, JsonKind.False);
            case 'n':
                return Literal("null"u8, JsonKind.Null);
            default:
                if (c is '-' or (>= '0' and <= '9'))
                    return ReadNumber();
                return Fail(c < 0 ? "The text ends where a JSON value is expected." : "Expected a JSON value.");
        }
    }

    private bool Open(bool isObject, out bool opened)
    {
        opened = false;
        if (_depth == _maxDepth)
            return Fail($"The text nests deeper than {_maxDepth} levels.");
        if (_depth == _buffers.Open.Length)
            Array.Resize(ref _buffers.Open, _depth * 2);
        int token = Append(isObject ? JsonKind.Object : JsonKind.Array, _pos, 0);
        _buffers.Open[_depth++] = token;
        _pos++;
        SkipWhitespace();
        if (Peek() == (isObject ? '}' : ']'))
        {
            _pos++;
            return Close(token);
        }

        opened = true;
        return !isObject || ReadKey();
    }

    private bool Close(int token)
    {
        _depth--;
        ref JsonToken t = ref _buffers.Tokens[token];
        t.Next = _buffers.TokenCount;
        if (_allowDuplicates || t.Kind != JsonKind.Object || t.Length < 2)
            return true;
        int duplicate = KeyIndex.FindDuplicate(_buffers.View(_source), token);
        if (duplicate < 0)
            return true;
        ref readonly JsonToken key = ref _buffers.Tokens[duplicate];
        _pos = key.Decoded ? _buffers.Tokens[token].Start : key.Start - 1;
        return Fail("An object names the same key twice.");
    }

    private bool ReadKey()
    {
        if (Peek() != '"')
            return Fail("Expected a property name in double quotes.");
        if (!ReadString())
            return false;
        SkipWhitespace();
        if (Peek() != ':')
            return Fail("Expected ':' after a property name.");
        _pos++;
        SkipWhitespace();
        return true;
    }

    private bool Literal(ReadOnlySpan<byte> text, JsonKind kind)
    {
        if (!_source[_pos..].StartsWith(text))
            return Fail("Expected a JSON value.");
        Append(kind, _pos, text.Length);
        _pos += text.Length;
        return true;
    }

    private int Append(JsonKind kind, int start, int length, bool decoded = false)
    {
        if (_buffers.TokenCount == _buffers.Tokens.Length)
            _buffers.GrowTokens();
        int index = _buffers.TokenCount++;
        _buffers.Tokens[index] = new JsonToken { Start = start, Length = length, Next = index + 1, Kind = kind, Decoded = decoded };
        return index;
    }

    private void SkipWhitespace() =>
        _pos = JsonText.SkipSpace(ref MemoryMarshal.GetReference(_source), _pos, _source.Length);

    private readonly int Peek() => _pos < _source.Length ? _source[_pos] : -1;

    private bool Fail(string problem)
    {
        _problem ??= problem;
        return false;
    }

    private readonly JsonInputError Locate(string message, int offset)
    {
        ReadOnlySpan<byte> before = _source[..offset];
        return new JsonInputError(message, offset, before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'));
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out int consumed) == OperationStatus.Done)
            at += consumed;
        return at;
    }
}
