using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Writes trees as UTF-8 JSON. It keeps its own stack, so the depth of a tree cannot overflow the thread's.</summary>
internal static class NodeJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    public static byte[] Write(DocumentNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, node, null);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="replace">String nodes (by identity) which are written with another text.</param>
    public static void Write(Utf8JsonWriter writer, DocumentNode root, IReadOnlyDictionary<DocumentNode, string>? replace)
    {
        var open = new Stack<(DocumentNode Node, int Next)>();
        WriteStart(writer, root, replace, open);
        while (open.TryPop(out (DocumentNode Node, int Next) frame))
        {
            if (frame.Node.IsObject && frame.Next < frame.Node.Members.Count)
            {
                DocumentMember member = frame.Node.Members[frame.Next];
                open.Push((frame.Node, frame.Next + 1));
                writer.WritePropertyName(member.Name);
                WriteStart(writer, member.Value, replace, open);
            }
            else if (frame.Node.IsArray && frame.Next < frame.Node.Items.Count)
            {
                open.Push((frame.Node, frame.Next + 1));
                WriteStart(writer, frame.Node.Items[frame.Next], replace, open);
            }
            else if (frame.Node.IsObject)
            {
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteEndArray();
            }
        }
    }

    private static void WriteStart(
        Utf8JsonWriter writer, DocumentNode node, IReadOnlyDictionary<DocumentNode, string>? replace, Stack<(DocumentNode, int)> open)
    {
        switch (node.Kind)
        {
            case NodeKind.Object:
                writer.WriteStartObject();
                open.Push((node, 0));
                break;
            case NodeKind.Array:
                writer.WriteStartArray();
                open.Push((node, 0));
                break;
            case NodeKind.String:
                if (replace?.GetValueOrDefault(node) is { } other)
                    writer.WriteStringValue(other);
                else if (node.Utf8 is { IsEmpty: false } written)
                    writer.WriteStringValue(written);
                else
                    writer.WriteStringValue(node.Text);
                break;
            default:
                if (node.Utf8 is { IsEmpty: false } digits)
                    writer.WriteRawValue(digits, skipInputValidation: true);
                else
                    writer.WriteRawValue(node.Text!, skipInputValidation: true);
                break;
        }
    }
}
