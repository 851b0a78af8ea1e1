using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApiGovernance.Cli.Output;

/// <summary>JSON for people: indented, or as YAML in blocks. Numbers keep their digits.</summary>
internal static partial class JsonPrinting
{
    private const int Deepest = 1000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", MaxDepth = Deepest, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="json">UTF-8.</param>
    public static void Write(ReadOnlyMemory<byte> json, bool asYaml, TextWriter writer)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
        if (asYaml)
        {
            WriteYaml(document.RootElement, writer, 0);
            return;
        }

        using MemoryStream buffer = new();
        using (Utf8JsonWriter indented = new(buffer, Indented))
            document.WriteTo(indented);
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        writer.Write('\n');
    }

    /// <summary>Writes a value at the start of a line, or after "- ".</summary>
    private static void WriteYaml(JsonElement value, TextWriter writer, int indent, bool startsLine = true)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Indent(writer, startsLine ? indent : 0);
                    startsLine = true;
                    writer.Write($"{Scalar(member.Name)}:");
                    WriteBelow(member.Value, writer, indent + 2);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Indent(writer, startsLine ? indent : 0);
                    startsLine = true;
                    writer.Write("- ");
                    WriteYaml(item, writer, indent + 2, startsLine: false);
                }

                break;
            default:
                Indent(writer, startsLine ? indent : 0);
                writer.Write($"{Flat(value)}\n");
                break;
        }
    }

    private static void WriteBelow(JsonElement value, TextWriter writer, int indent)
    {
        bool isBlock = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Any() : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;
        writer.Write(isBlock ? "\n" : $" {Flat(value)}\n");
        if (isBlock)
            WriteYaml(value, writer, indent);
    }

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => Scalar(value.GetString()!),
        _ => value.GetRawText(),
    };

    // What is not plainly a word is quoted as in JSON, which YAML 1.2 reads the same.
    private static string Scalar(string text) => Plain().IsMatch(text) && !Word().IsMatch(text)
        ? text
        : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static void Indent(TextWriter writer, int indent)
    {
        for (int i = 0; i < indent; i++)
            writer.Write(' ');
    }

    [GeneratedRegex(@"\A[A-Za-z_$/][A-Za-z0-9_$/.{}()+'-]*(?: [A-Za-z0-9_$/.{}()+'-]+)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();

    // Words that older readers of YAML take for something else.
    [GeneratedRegex(@"\A(?:true|false|null|yes|no|on|off|y|n)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Word();
}
