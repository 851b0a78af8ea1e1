using System.Text.Json;
using System.Text.Unicode;

namespace ApiGovernance.Fuzzing.Targets;

/// <summary>
/// Whether a text is strict JSON, by System.Text.Json. That reader takes byte order marks off and leaves strings unread, so bytes that
/// are no UTF-8 and halves of surrogate pairs are looked for here.
/// </summary>
internal static class PlatformOracle
{
    public static bool Accepts(ReadOnlyMemory<byte> json, int maxDepth = 64, bool allowDuplicates = false)
    {
        if (!Utf8.IsValid(json.Span) || json.Span is [0xEF, 0xBB, 0xBF, ..])
            return false;
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && HasHalfPair(reader.ValueSpan))
                    return false;
            }

            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = allowDuplicates });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <param name="raw">A string as written, its escapes well formed.</param>
    private static bool HasHalfPair(ReadOnlySpan<byte> raw)
    {
        bool open = false;
        for (int i = 0; i < raw.Length; i++)
        {
            int unit = 0;
            if (raw[i] == '\\' && raw[i + 1] == 'u')
            {
                unit = Convert.ToInt32(System.Text.Encoding.ASCII.GetString(raw.Slice(i + 2, 4)), 16);
                i += 5;
            }
            else if (raw[i] == '\\')
            {
                i++;
            }

            bool low = unit is >= 0xDC00 and <= 0xDFFF;
            if (low != open)
                return true;
            open = unit is >= 0xD800 and <= 0xDBFF;
        }

        return open;
    }
}
