using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Shapes;

/// <summary>
/// Holds a document against the tables of its format: unknown fields, wrong types, missing fields, references where none may stand or
/// that lead to another kind of thing. It looks at everything, also at what no operation uses.
/// </summary>
internal sealed class ShapeCheck
{
    private readonly ContractReading _reading;
    private readonly ShapeGrammar _grammar;
    private readonly ShapeFindings _findings;
    private readonly List<(string Name, int Item)> _path = [];
    private readonly Queue<(ResolvedNode Place, Shape Shape)> _waiting = new();
    private readonly HashSet<(string, string)> _queued = [];
    private string _start = "";
    private string _document = "";

    private ShapeCheck(ContractReading reading)
    {
        _reading = reading;
        _grammar = ShapeGrammar.Of(reading.Format);
        _findings = new ShapeFindings(reading);
    }

    public static void Run(ContractReading reading)
    {
        var check = new ShapeCheck(reading);
        check._waiting.Enqueue((reading.Root, check._grammar.Document));
        while (check._waiting.TryDequeue(out (ResolvedNode Place, Shape Shape) next))
        {
            (check._start, check._document) = (next.Place.Pointer, next.Place.DocumentUri);
            check.Object(next.Place.Node, next.Shape);
        }
    }

    private void Value(DocumentNode node, ShapeType type)
    {
        if (type.IsAnything || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;
        if (!type.Allows(node.Kind))
            _findings.WrongType(Here(node), Name(), type);
        else if (node.IsArray)
            List(node, type.Items!);
        else if (node.IsObject && type.Object is { } shape)
            Object(node, shape);
        else if (node.IsObject)
            Map(node, type.Values!);
    }

    private void List(DocumentNode list, ShapeType items)
    {
        for (int i = 0; i < list.Items.Count; i++)
        {
            _path.Add(("", i));
            Value(list.Items[i], items);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Map(DocumentNode map, ShapeType values)
    {
        foreach (DocumentMember member in map.Members)
            Member(member, values);
    }

    private void Member(DocumentMember member, ShapeType type)
    {
        _path.Add((member.Name, -1));
        Value(member.Value, type);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Object(DocumentNode node, Shape shape)
    {
        bool refers = false;
        int required = 0;
        foreach (DocumentMember member in node.Members)
        {
            if (member is { Name: "$ref", Value.Kind: NodeKind.String })
            {
                refers = true;
                Reference(node, member.Value, shape);
            }
        }

        // Beside a reference nothing else counts, but in a path item and in the schemas of 3.1.
        if (refers && shape.Name != "PathItem" && !shape.IsOpen)
            return;
        foreach (DocumentMember member in node.Members)
        {
            if (shape.Fields.TryGetValue(member.Name, out ShapeField? field))
            {
                if (shape.Required.Count > 0 && shape.Required.Contains(member.Name))
                    required++;
                Member(member, field.Type);
            }
            else if (!member.Name.StartsWith("x-", StringComparison.Ordinal) && member.Name != "$ref")
            {
                if (shape.Others is { } others)
                    Member(member, others);
                else if (!shape.IsOpen)
                    _findings.Unknown(member, JsonPointer.Append(Pointer(), member.Name), shape);
            }
        }

        if (required < shape.Required.Count && !refers)
            _findings.Missing(Here(node), shape.Required.Where(name => node[name] is null), shape);
    }

    private void Reference(DocumentNode node, DocumentNode value, Shape shape)
    {
        string text = value.Text!;
        if (!shape.IsReferable)
            _findings.ReferenceNotAllowed(Here(node), value, shape);

        bool root = _document == _reading.Bundle.Root.Uri;
        if (root && !shape.IsOpen && text is ("" or "#"))
        {
            _findings.WrongKind(Here(node), value, shape, _grammar.Document);
            return;
        }

        if (root && text.StartsWith("#/", StringComparison.Ordinal))
        {
            string[] names = text[2..].Split('/', 5);
            string? map = names is ["components", var section, _] ? section : names is [var direct, _] && _reading.IsSwagger ? direct : null;
            if (map is not null && _grammar.OfComponents(map) is { } other && other != shape && shape.IsReferable)
                _findings.WrongKind(Here(node), value, shape, other);
            return;
        }

        // Files of the bundle have the shape that their referrers expect.
        if (_reading.Bundle.Documents.Count > 1 && _reading.Bundle.Resolve(Here(node), text) is { } target
            && target.DocumentUri != _reading.Bundle.Root.Uri && target.Node.IsObject && _queued.Add((target.DocumentUri, target.Pointer)))
        {
            _waiting.Enqueue((target, shape));
        }
    }

    private string Name() => _path.Count == 0 ? "document" : _path[^1] is { Item: >= 0 } item
        ? string.Create(CultureInfo.InvariantCulture, $"{(_path.Count > 1 ? _path[^2].Name : "")}[{item.Item}]")
        : _path[^1].Name;

    private ResolvedNode Here(DocumentNode node) => new(_document, Pointer(), node);

    private string Pointer()
    {
        var text = new StringBuilder(_start);
        foreach ((string name, int item) in _path)
        {
            text.Append('/');
            if (item >= 0)
                text.Append(CultureInfo.InvariantCulture, $"{item}");
            else
                text.Append(JsonPointer.Escape(name));
        }

        return text.ToString();
    }
}
