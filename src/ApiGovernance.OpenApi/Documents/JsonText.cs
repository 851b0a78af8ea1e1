using System.Text;
using System.Text.Json;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Reads JSON (RFC 8259, strictly) into a tree with the place of every key and value.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = int.MaxValue, // the tree holds the limit and names it in its finding
    };

    public static void Read(ReadOnlySpan<byte> utf8, TreeBuilder tree)
    {
        var cursor = new Utf8Cursor(utf8);
        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            while (!tree.Failed && reader.Read())
                Take(ref reader, ref cursor, tree);
        }
        catch (JsonException e)
        {
            TextPosition at = Locate(utf8, e);
            string what = e.Message.Split(" LineNumber:")[0];
            tree.Fail("document-syntax", $"This is not JSON: {what}", "Correct the text at this place.", at.To(at, tree.File));
        }
        catch (InvalidOperationException)
        {
            // The reader checks escapes by spelling only; half of a surrogate pair is found when the string is taken.
            TextPosition at = cursor.MoveTo((int)reader.TokenStartIndex);
            tree.Fail(
                "document-syntax",
                "This is not JSON: the string has a \\u escape that is half of a surrogate pair.",
                "Write both halves, or the character itself.",
                at.To(at, tree.File));
        }
    }

    private static void Take(ref Utf8JsonReader reader, ref Utf8Cursor cursor, TreeBuilder tree)
    {
        TextPosition start = cursor.MoveTo((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                tree.Begin(NodeKind.Object, start);
                break;
            case JsonTokenType.StartArray:
                tree.Begin(NodeKind.Array, start);
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                tree.End(cursor.MoveTo((int)reader.TokenStartIndex + 1));
                break;
            case JsonTokenType.PropertyName:
                tree.Key(reader.GetString()!, start.To(TokenEnd(ref reader, ref cursor, quotes: 2), tree.File));
                break;
            case JsonTokenType.String:
                string text = reader.GetString()!;
                tree.Scalar(DocumentNode.String(start.To(TokenEnd(ref reader, ref cursor, quotes: 2), tree.File), text));
                break;
            case JsonTokenType.Number:
                string digits = Encoding.UTF8.GetString(reader.ValueSpan);
                tree.Scalar(DocumentNode.Number(start.To(TokenEnd(ref reader, ref cursor, quotes: 0), tree.File), digits));
                break;
            case JsonTokenType.Null:
                tree.Scalar(DocumentNode.Null(start.To(TokenEnd(ref reader, ref cursor, quotes: 0), tree.File)));
                break;
            default:
                bool value = reader.TokenType == JsonTokenType.True;
                tree.Scalar(DocumentNode.Boolean(start.To(TokenEnd(ref reader, ref cursor, quotes: 0), tree.File), value));
                break;
        }
    }

    private static TextPosition TokenEnd(ref Utf8JsonReader reader, ref Utf8Cursor cursor, int quotes) =>
        cursor.MoveTo((int)reader.TokenStartIndex + reader.ValueSpan.Length + quotes);

    private static TextPosition Locate(ReadOnlySpan<byte> utf8, JsonException e)
    {
        int offset = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
        {
            int feed = utf8[offset..].IndexOf((byte)'\n');
            if (feed < 0)
                break;
            offset += feed + 1;
        }

        return new Utf8Cursor(utf8).MoveTo(offset + (int)(e.BytePositionInLine ?? 0));
    }
}
