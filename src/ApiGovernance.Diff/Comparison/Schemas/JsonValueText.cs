using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>A JSON value in one spelling: members by name, numbers without needless digits. Equal texts are equal values.</summary>
internal readonly record struct JsonValueText(Kinds Kind, string Text)
{
    public static JsonValueText Of(DocumentNode node)
    {
        StringBuilder text = new();
        Write(node, text, 0);
        return new JsonValueText(KindOf(node), text.ToString());
    }

    public static JsonValueText OfString(string value)
    {
        StringBuilder text = new();
        WriteString(value, text);
        return new JsonValueText(Kinds.String, text.ToString());
    }

    public static JsonValueText OfNumber(decimal value) =>
        new(value == decimal.Truncate(value) ? Kinds.Integer : Kinds.Fraction, value.ToString("0.############################", CultureInfo.InvariantCulture));

    /// <summary>The characters of a string.</summary>
    public string? AsString => Kind == Kinds.String ? System.Text.Json.JsonDocument.Parse(Text).RootElement.GetString() : null;

    public decimal? AsNumber => (Kind & Kinds.Number) != 0 && Decimals.TryParse(Text, out decimal value) ? value : null;

    public override string ToString() => Text;

    private static Kinds KindOf(DocumentNode node) => node.Kind switch
    {
        NodeKind.Null => Kinds.Null,
        NodeKind.Boolean => Kinds.Boolean,
        NodeKind.String => Kinds.String,
        NodeKind.Array => Kinds.Array,
        NodeKind.Object => Kinds.Object,
        _ => Decimals.TryParse(node.Text, out decimal value) && value != decimal.Truncate(value) ? Kinds.Fraction : Kinds.Integer,
    };

    private static void Write(DocumentNode node, StringBuilder text, int depth)
    {
        if (depth > 64)
        {
            text.Append(Encoding.UTF8.GetString(node.ToJson()));
            return;
        }

        switch (node.Kind)
        {
            case NodeKind.Array:
                text.Append('[');
                for (int i = 0; i < node.Items.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Write(node.Items[i], text, depth + 1);
                }

                text.Append(']');
                break;
            case NodeKind.Object:
                text.Append('{');
                bool first = true;
                foreach (DocumentMember member in node.Members.OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    if (!first)
                        text.Append(',');
                    first = false;
                    WriteString(member.Name, text);
                    text.Append(':');
                    Write(member.Value, text, depth + 1);
                }

                text.Append('}');
                break;
            case NodeKind.String:
                WriteString(node.Text!, text);
                break;
            case NodeKind.Number:
                text.Append(Decimals.TryParse(node.Text, out decimal number) ? OfNumber(number).Text : node.Text);
                break;
            default:
                text.Append(node.Text);
                break;
        }
    }

    public static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }
}

/// <summary>Numbers of schemas that a decimal holds exactly; others are left to the validator.</summary>
internal static class Decimals
{
    public static bool TryParse(string? text, out decimal value)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return false;
        // The parser rounds what has too many digits, and 1e-40 to nothing.
        return !(value == 0 && HasDigit(text)) && Significant(text) <= 28;
    }

    private static bool HasDigit(string text)
    {
        int exponent = text.AsSpan().IndexOfAny('e', 'E');
        return text.AsSpan(0, exponent < 0 ? text.Length : exponent).IndexOfAnyInRange('1', '9') >= 0;
    }

    private static int Significant(string text)
    {
        int exponent = text.AsSpan().IndexOfAny('e', 'E');
        ReadOnlySpan<char> digits = text.AsSpan(0, exponent < 0 ? text.Length : exponent).TrimStart("-+0.");
        return digits.Length - digits.Count('.');
    }
}
