using System.Collections.Concurrent;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Shapes;

/// <summary>
/// Reads the tables of <see cref="ShapeTables"/>. A line is the name of a shape (<c>&amp;</c>: a reference may stand there, <c>~</c>: other
/// fields are fine), a colon and its fields: <c>name:type</c>, <c>name!:type</c> (required), <c>name!30:type</c> (required in 3.0 only),
/// <c>name@31:type</c> (since 3.1), <c>name@-30:type</c> (up to 3.0), <c>*:type</c> (names the author chooses). Types are <c>s</c> string, <c>t</c>
/// string or number, <c>b</c> boolean, <c>n</c> number, <c>any</c>, a shape's name, <c>[type]</c>, <c>{type}</c> and alternatives with <c>|</c>.
/// </summary>
internal sealed class ShapeGrammar
{
    private static readonly ConcurrentDictionary<ContractFormat, ShapeGrammar> Known = new();

    private readonly Dictionary<string, Shape> _shapes = new(StringComparer.Ordinal);
    private readonly int _version;

    private ShapeGrammar(string table, int version)
    {
        _version = version;
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Define(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public Shape Document => _shapes["Document"];

    public static ShapeGrammar Of(ContractFormat format) => Known.GetOrAdd(format, static f => f switch
    {
        ContractFormat.Swagger20 => new ShapeGrammar(ShapeTables.Swagger20, 20),
        ContractFormat.OpenApi30 => new ShapeGrammar(ShapeTables.OpenApi3 + ShapeTables.Schema30, 30),
        ContractFormat.OpenApi31 => new ShapeGrammar(ShapeTables.OpenApi3 + ShapeTables.Schema31, 31),
        _ => new ShapeGrammar(ShapeTables.OpenApi3 + ShapeTables.Schema31, 32),
    });

    /// <summary>The shape of what stands in a map of components, e.g. <c>schemas</c>; null for no such map.</summary>
    public Shape? OfComponents(string map) =>
        (_shapes.GetValueOrDefault("Components") ?? Document).Fields.GetValueOrDefault(map)?.Type.Values?.Object;

    private void Define(string[] words)
    {
        string head = words[0].TrimEnd(':');
        Shape shape = Get(head.TrimEnd('&', '~', '+'));
        shape.IsReferable = head.Contains('&', StringComparison.Ordinal) || (head.Contains('+', StringComparison.Ordinal) && _version >= 32);
        shape.IsOpen = head.Contains('~', StringComparison.Ordinal);
        foreach (string word in words.Skip(1))
        {
            int colon = word.LastIndexOf(':');
            DefineField(shape, word[..colon], word[(colon + 1)..]);
        }
    }

    private void DefineField(Shape shape, string name, string type)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        string range = at < 0 ? "" : name[(at + 1)..];
        name = at < 0 ? name : name[..at];
        int mark = name.IndexOf('!', StringComparison.Ordinal);
        string required = mark < 0 ? "" : name[(mark + 1)..];
        name = mark < 0 ? name : name[..mark];

        if (range.Length > 0 && range[0] == '-' ? _version > Number(range[1..]) : range.Length > 0 && _version < Number(range))
        {
            if (range[0] != '-')
                shape.Later[name] = $"{range[0]}.{range[1]}";
            return;
        }

        if (mark >= 0 && (required.Length == 0 || (required[0] == '-' ? _version <= Number(required[1..]) : _version == Number(required))))
            shape.Required.Add(name);
        if (name == "*")
            shape.Others = Parse(type);
        else
            shape.Fields[name] = new ShapeField(Parse(type));
    }

    private ShapeType Parse(string text)
    {
        var type = new ShapeType();
        var words = new List<string>();
        foreach (string alternative in Alternatives(text))
            words.Add(Allow(type, alternative));
        type.Words = string.Join(" or ", words);
        return type;
    }

    // `b|[s]` has two, `{b|s}` one.
    private static IEnumerable<string> Alternatives(string text)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '[' or '{' ? 1 : text[i] is ']' or '}' ? -1 : 0;
            if (text[i] != '|' || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private string Allow(ShapeType type, string text)
    {
        switch (text)
        {
            case "any":
                type.IsAnything = true;
                return "anything";
            case "s":
                type.Allow(NodeKind.String);
                return "a string";
            case "t":
                type.Allow(NodeKind.String);
                type.Allow(NodeKind.Number);
                return "a string";
            case "b":
                type.Allow(NodeKind.Boolean);
                return "true or false";
            case "n":
                type.Allow(NodeKind.Number);
                return "a number";
            case ['[', .. string item, ']']:
                type.Allow(NodeKind.Array);
                type.Items = Parse(item);
                return "a list";
            case ['{', .. string value, '}']:
                type.Allow(NodeKind.Object);
                type.Values = Parse(value);
                return "an object";
            default:
                type.Allow(NodeKind.Object);
                type.Object = Get(text);
                // From 3.1 on a schema may be true or false.
                if (text == "Schema" && _version >= 31)
                    type.Allow(NodeKind.Boolean);
                return "an object";
        }
    }

    private Shape Get(string name)
    {
        if (!_shapes.TryGetValue(name, out Shape? shape))
            _shapes.Add(name, shape = new Shape(name));
        return shape;
    }

    private static int Number(string version) => int.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
}
