using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>A JSON value that keeps the spelling of its numbers, so that 1, 1.0 and 10e-1 can be told apart and mixed.</summary>
internal sealed class JsonTree
{
    private JsonTree(JsonValueKind kind, string text = "") => (Kind, Text) = (kind, text);

    public JsonValueKind Kind { get; }

    /// <summary>The value of a string, the spelling of a number.</summary>
    public string Text { get; set; }

    public List<JsonTree> Items { get; } = [];

    public List<KeyValuePair<string, JsonTree>> Members { get; } = [];

    public static JsonTree Null => new(JsonValueKind.Null);

    public static JsonTree True => new(JsonValueKind.True);

    public static JsonTree False => new(JsonValueKind.False);

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsArray => Kind == JsonValueKind.Array;

    public static JsonTree Object() => new(JsonValueKind.Object);

    public static JsonTree Array(params IEnumerable<JsonTree> items)
    {
        var array = new JsonTree(JsonValueKind.Array);
        array.Items.AddRange(items);
        return array;
    }

    public static JsonTree String(string text) => new(JsonValueKind.String, text);

    public static JsonTree Number(string spelling) => new(JsonValueKind.Number, spelling);

    public static JsonTree Number(long value) => Number(value.ToString(CultureInfo.InvariantCulture));

    public static JsonTree From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonTree tree = Object();
                foreach (JsonProperty property in element.EnumerateObject())
                    tree.With(property.Name, From(property.Value));
                return tree;
            case JsonValueKind.Array:
                return Array(element.EnumerateArray().Select(From));
            case JsonValueKind.String:
                return String(element.GetString()!);
            case JsonValueKind.Number:
                return Number(element.GetRawText());
            default:
                return new JsonTree(element.ValueKind);
        }
    }

    public JsonTree? Get(string key)
    {
        foreach ((string name, JsonTree value) in Members)
        {
            if (name == key)
                return value;
        }

        return null;
    }

    /// <summary>Adds the member or takes the place of the one with that key: keys stay unique.</summary>
    public JsonTree With(string key, JsonTree value)
    {
        int at = Members.FindIndex(member => member.Key == key);
        if (at < 0)
            Members.Add(new(key, value));
        else
            Members[at] = new(key, value);
        return this;
    }

    public JsonTree Clone()
    {
        var copy = new JsonTree(Kind, Text);
        foreach (JsonTree item in Items)
            copy.Items.Add(item.Clone());
        foreach ((string key, JsonTree value) in Members)
            copy.Members.Add(new(key, value.Clone()));
        return copy;
    }

    /// <summary>This value and all inside it.</summary>
    public IEnumerable<JsonTree> All()
    {
        yield return this;
        foreach (JsonTree child in Items.Concat(Members.Select(static member => member.Value)))
        {
            foreach (JsonTree inner in child.All())
                yield return inner;
        }
    }

    public override string ToString() => Write(null);

    /// <param name="dice">Where given, white space and escapes are strewn in; the value stays the same.</param>
    public string Write(Dice? dice)
    {
        var text = new StringBuilder();
        Write(text, dice);
        return text.ToString();
    }

    private void Write(StringBuilder text, Dice? dice)
    {
        Space(text, dice);
        switch (Kind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                for (int i = 0; i < Members.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Space(text, dice);
                    Quote(text, Members[i].Key, dice);
                    Space(text, dice);
                    text.Append(':');
                    Members[i].Value.Write(text, dice);
                }

                Space(text, dice);
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                for (int i = 0; i < Items.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Items[i].Write(text, dice);
                }

                Space(text, dice);
                text.Append(']');
                break;
            case JsonValueKind.String:
                Quote(text, Text, dice);
                break;
            case JsonValueKind.Number:
                text.Append(Text);
                break;
            default:
                text.Append(Kind == JsonValueKind.True ? "true" : Kind == JsonValueKind.False ? "false" : "null");
                break;
        }

        Space(text, dice);
    }

    private static void Space(StringBuilder text, Dice? dice)
    {
        if (dice is not null && dice.Chance(8))
            text.Append(dice.Pick(" ", "\n", "\t", "\r\n", "  "));
    }

    private static void Quote(StringBuilder text, string value, Dice? dice)
    {
        text.Append('"');
        bool strew = dice is not null && dice.Chance(10);
        foreach (Rune rune in value.EnumerateRunes())
        {
            string unit = rune.ToString();
            if (rune.Value < 0x20 || (strew && dice!.Chance(30)))
                text.Append(string.Concat(unit.Select(static half => $"\\u{(int)half:x4}")));
            else if (unit is "\"" or "\\")
                text.Append('\\').Append(unit);
            else
                text.Append(unit);
        }

        text.Append('"');
    }
}
