using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Views;

/// <summary>Writes a value as UTF-8 JSON with its references followed, down to a number of levels.</summary>
internal sealed class ViewJson
{
    /// <summary>Values of one text; beyond, references stay as they are written, so that what refers twice to what refers twice ends.</summary>
    private const int Budget = 200_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = int.MaxValue, SkipValidation = true };

    private readonly DocumentView _view;
    private readonly int _reach;
    private readonly Utf8JsonWriter _writer;

    // What is open on the way down, with the next child to write; the second set finds circles.
    private readonly Stack<(DocumentNode Node, int Next)> _open = new();
    private readonly HashSet<DocumentNode> _onTheWay = new(ReferenceEqualityComparer.Instance);
    private int _left = Budget;

    private ViewJson(DocumentView view, int reach, Utf8JsonWriter writer) => (_view, _reach, _writer) = (view, reach, writer);

    /// <param name="reach">Objects and arrays this many levels below the value are written empty.</param>
    public static byte[] Write(ViewNode value, int reach = int.MaxValue)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, Options))
            new ViewJson(value.View, reach, writer).Run(value.Node!);
        return buffer.WrittenSpan.ToArray();
    }

    private void Run(DocumentNode root)
    {
        Start(root);
        while (_open.TryPop(out (DocumentNode Node, int Next) top))
        {
            if (top.Node.IsObject && top.Next < top.Node.Members.Count)
            {
                _open.Push((top.Node, top.Next + 1));
                _writer.WritePropertyName(top.Node.Members[top.Next].Name);
                Start(top.Node.Members[top.Next].Value);
            }
            else if (top.Node.IsArray && top.Next < top.Node.Items.Count)
            {
                _open.Push((top.Node, top.Next + 1));
                Start(top.Node.Items[top.Next]);
            }
            else
            {
                _onTheWay.Remove(top.Node);
                End(top.Node);
            }
        }
    }

    private void Start(DocumentNode written)
    {
        DocumentNode node = --_left > 0 ? _view.Follow(written) : written;
        if (_onTheWay.Contains(node))
            node = written;
        switch (node.Kind)
        {
            case NodeKind.Object or NodeKind.Array:
                if (node.IsObject)
                    _writer.WriteStartObject();
                else
                    _writer.WriteStartArray();
                if (_open.Count < _reach && _onTheWay.Add(node))
                    _open.Push((node, 0));
                else
                    End(node);
                break;
            case NodeKind.String:
                _writer.WriteStringValue(node.Text);
                break;
            case NodeKind.Number:
                _writer.WriteRawValue(Number(node.Text!), skipInputValidation: true);
                break;
            case NodeKind.Boolean:
                _writer.WriteBooleanValue(node.Text == "true");
                break;
            default:
                _writer.WriteNullValue();
                break;
        }
    }

    private void End(DocumentNode node)
    {
        if (node.IsObject)
            _writer.WriteEndObject();
        else
            _writer.WriteEndArray();
    }

    // YAML's .inf and .nan have no spelling in JSON.
    private static string Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsFinite(value)
        && !char.IsAsciiDigit(text[^1]) ? "null" : text;
}
