using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Reads a schema as written into a <see cref="SchemaView"/>.</summary>
/// <param name="nullable">OpenAPI 3.0 has the keyword; later versions write the type `null`.</param>
/// <param name="siblings">From OpenAPI 3.1 on, what stands beside a reference counts too.</param>
internal sealed class SchemaReader(DocumentBundle bundle, bool nullable, bool siblings)
{
    /// <summary>Keywords which say nothing about the values that are allowed.</summary>
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "example", "examples", "externalDocs", "xml", "$comment", "$id", "$schema", "$anchor", "$defs", "definitions",
        "contentMediaType", "contentEncoding", "discriminator", "name", "in", "collectionFormat", "allowEmptyValue", "$ref", "nullable", "style", "explode",
    };

    private readonly Dictionary<string, List<ResolvedNode>> _properties = new(StringComparer.Ordinal);
    private readonly List<ResolvedNode> _items = [];
    private readonly List<ResolvedNode> _additional = [];

    /// <summary>A reader reads one schema.</summary>
    public SchemaView Read(ResolvedNode written)
    {
        SchemaView view = new() { Place = bundle.Follow(written) ?? written };
        ReadInto(view, written, new HashSet<DocumentNode>(ReferenceEqualityComparer.Instance));
        foreach ((string name, List<ResolvedNode> parts) in _properties)
            view.Properties[name] = Together(parts)!;
        view.Items = Together(_items);
        view.Additional = Together(_additional);
        SchemaTypes.Settle(view);
        return view;
    }

    public static string Json(DocumentNode node) => node.Kind == NodeKind.Number && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        ? number.ToString("G29", CultureInfo.InvariantCulture)
        : Encoding.UTF8.GetString(node.ToJson());

    private void ReadInto(SchemaView view, ResolvedNode written, HashSet<DocumentNode> open)
    {
        if (bundle.Follow(written) is not { } place)
        {
            view.Dangling.Add(written.Node["$ref"]?.AsString ?? "");
            return;
        }

        if (!open.Add(place.Node))
            return;
        if (siblings && !ReferenceEquals(place.Node, written.Node) && written.Node.Members.Count > 1)
            Keywords(view, written, open);
        if (place.Node.AsBoolean == false)
            view.AllowsAnything = false;
        Keywords(view, place, open);
    }

    private void Keywords(SchemaView view, ResolvedNode place, HashSet<DocumentNode> open)
    {
        foreach ((DocumentMember member, ResolvedNode value) in place.Members())
        {
            if (!Annotations.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal))
                Keyword(view, member.Name, value, place, open);
        }

        if (nullable && place.Node["nullable"]?.AsBoolean == true && view.Types is not null)
            view.Types.Add("null");
    }

    private void Keyword(SchemaView view, string name, ResolvedNode value, ResolvedNode schema, HashSet<DocumentNode> open)
    {
        DocumentNode node = value.Node;
        switch (name)
        {
            case "type":
                view.Types = SchemaTypes.Both(view.Types, node.IsArray ? node.Items.Select(item => item.Text ?? "") : [node.Text ?? ""]);
                break;
            case "enum" or "const":
                List<string> values = name == "const" ? [Json(node)] : [.. node.Items.Select(Json)];
                view.Enum = view.Enum is null ? values : [.. view.Enum.Intersect(values)];
                break;
            case "maximum" or "exclusiveMaximum" or "minimum" or "exclusiveMinimum":
                SchemaBounds.Read(view, name, node, schema.Node);
                break;
            case "maxLength" or "minLength" or "maxItems" or "minItems" or "maxProperties" or "minProperties":
                SchemaBounds.ReadCount(view, name, node);
                break;
            case "pattern" or "format" or "multipleOf":
                string text = node.Text ?? "";
                // Two parts that both ask for a pattern ask for both.
                view.Texts[name] = view.Texts.TryGetValue(name, out string? known) && known != text ? $"{known} and {text}" : text;
                break;
            case "uniqueItems":
                view.UniqueItems |= node.AsBoolean == true;
                break;
            case "items" when !node.IsArray:
                _items.Add(value);
                break;
            case "properties":
                foreach ((DocumentMember property, ResolvedNode propertySchema) in value.Members())
                {
                    if (!_properties.TryAdd(property.Name, [propertySchema]))
                        _properties[property.Name].Add(propertySchema);
                }

                break;
            case "required":
                // A parameter of Swagger 2.0 is its own schema; its `required` is a boolean and gives nothing here.
                view.Required.UnionWith(node.Items.Select(item => item.Text ?? ""));
                break;
            case "additionalProperties" or "unevaluatedProperties":
                view.Open &= node.AsBoolean != false;
                if (node.IsObject && node.Members.Count > 0)
                    _additional.Add(value);
                break;
            case "allOf":
                foreach (ResolvedNode part in value.Items())
                    ReadInto(view, part, open);
                break;
            case "anyOf" or "oneOf":
                Alternatives(view, name == "anyOf" ? view.AnyOf : view.OneOf, value, open);
                break;
            case "default":
                view.Default = Json(node);
                break;
            case "readOnly":
                view.ReadOnly |= node.AsBoolean == true;
                break;
            case "writeOnly":
                view.WriteOnly |= node.AsBoolean == true;
                break;
            case "deprecated":
                view.Deprecated |= node.AsBoolean == true;
                break;
            default:
                view.Other[name] = value;
                break;
        }
    }

    /// <summary>`[X]` is X, and `[X, {type: null}]` is a nullable X.</summary>
    private void Alternatives(SchemaView view, List<ResolvedNode> into, ResolvedNode list, HashSet<DocumentNode> open)
    {
        List<ResolvedNode> others = [.. list.Items().Where(item => !SchemaTypes.IsNull(bundle.Follow(item)?.Node))];
        bool orNull = others.Count < list.Node.Items.Count;
        if (others.Count == 1 && (!orNull || view.Types is null))
        {
            ReadInto(view, others[0], open);
            if (orNull)
                view.Types?.Add("null");
            return;
        }

        view.NullAlternative |= orNull;
        into.AddRange(others);
    }

    /// <summary>Several schemas for one value as one: an `allOf` of references to them.</summary>
    private ResolvedNode? Together(List<ResolvedNode> parts)
    {
        List<ResolvedNode> distinct = [.. parts.DistinctBy(part => (bundle.Follow(part) ?? part) is var place ? (place.DocumentUri, place.Pointer) : default)];
        if (distinct.Count < 2)
            return distinct.FirstOrDefault();
        DocumentNode[] references =
        [
            .. distinct.Select(part => DocumentNode.Object(part.Node.Span, [new DocumentMember("$ref", part.Node.Span, DocumentNode.String(part.Node.Span, Reference(part)))])),
        ];
        ResolvedNode first = distinct[0];
        return first with { Node = DocumentNode.Object(first.Node.Span, [new DocumentMember("allOf", first.Node.Span, DocumentNode.Array(first.Node.Span, references))]) };
    }

    private static string Reference(ResolvedNode part) => $"{part.DocumentUri}#{Uri.EscapeDataString(part.Pointer).Replace("%2F", "/", StringComparison.Ordinal)}";
}
