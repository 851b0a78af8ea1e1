using System.Text.Json;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>Lines and columns of values in the text they were read from.</summary>
internal readonly ref struct TextPlaces(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>Where the value (or key) begins; both from 1, the column in bytes. 0 for values that do not come from one text: parameters.</summary>
    public (int Line, int Column) Of(JsonView view, int token)
    {
        if (_source.IsEmpty)
            return (0, 0);
        ReadOnlySpan<byte> before = _source[..Offset(view, token)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private int Offset(JsonView view, int token)
    {
        ref readonly JsonToken t = ref view.Tokens[token];
        if (!t.Decoded)
            return t.Kind == JsonKind.String ? t.Start - 1 : t.Start;

        // An unescaped string has forgotten where it stood. Tokens are in the text's order, and only the ends of containers have none.
        var reader = new Utf8JsonReader(_source, new JsonReaderOptions { MaxDepth = 1001 });
        for (int left = token; reader.Read();)
        {
            if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) && left-- == 0)
                return (int)reader.TokenStartIndex;
        }

        return 0;
    }
}
