using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Reads a schema as written into a <see cref="SchemaView"/>.</summary>
internal static class SchemaReader
{
    /// <summary>Keywords which say nothing about the values that are allowed.</summary>
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "example", "examples", "deprecated", "externalDocs", "xml", "$comment", "$id", "$schema", "$anchor", "$defs", "definitions",
        "contentMediaType", "contentEncoding", "discriminator", "name", "in", "collectionFormat", "allowEmptyValue", "$ref", "nullable", "style", "explode",
    };

    public static SchemaView Read(ResolvedNode place, DocumentBundle bundle)
    {
        SchemaView view = new() { Place = bundle.Follow(place) ?? place };
        ReadInto(view, place, bundle, []);
        if (view.Types is not null && view.Types.Contains("number"))
            view.Types.Remove("integer");
        return view;
    }

    private static void ReadInto(SchemaView view, ResolvedNode written, DocumentBundle bundle, HashSet<(string, string)> open)
    {
        ResolvedNode place = bundle.Follow(written) ?? written;
        if (!open.Add((place.DocumentUri, place.Pointer)))
            return;
        // OpenAPI 3.1 and JSON Schema 2019-09 on: what stands beside a reference counts too.
        if (!ReferenceEquals(place.Node, written.Node) && written.Node.Members.Count > 1)
            Keywords(view, written, bundle, open);
        if (place.Node.AsBoolean == false)
            view.AllowsAnything = false;
        Keywords(view, place, bundle, open);
    }

    private static void Keywords(SchemaView view, ResolvedNode place, DocumentBundle bundle, HashSet<(string, string)> open)
    {
        foreach ((DocumentMember member, ResolvedNode value) in place.Members())
        {
            if (!Annotations.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal))
                Keyword(view, member.Name, value, place, bundle, open);
        }

        if (place.Node["nullable"]?.AsBoolean == true && view.Types is not null)
            view.Types.Add("null");
    }

    private static void Keyword(SchemaView view, string name, ResolvedNode value, ResolvedNode schema, DocumentBundle bundle, HashSet<(string, string)> open)
    {
        DocumentNode node = value.Node;
        switch (name)
        {
            case "type":
                SortedSet<string> types = new(node.IsArray ? node.Items.Select(item => item.Text ?? "") : [node.Text ?? ""], StringComparer.Ordinal);
                view.Types = view.Types is null ? types : new SortedSet<string>(view.Types.Intersect(types), StringComparer.Ordinal);
                break;
            case "enum":
                List<string> values = [.. node.Items.Select(Json)];
                view.Enum = view.Enum is null ? values : [.. view.Enum.Intersect(values)];
                break;
            case "const":
                view.Enum = [Json(node)];
                break;
            case "maximum" or "exclusiveMaximum" or "minimum" or "exclusiveMinimum":
                SchemaBounds.Read(view, name, node, schema.Node);
                break;
            case "maxLength" or "minLength" or "maxItems" or "minItems" or "maxProperties" or "minProperties":
                SchemaBounds.ReadCount(view, name, node);
                break;
            case "pattern" or "format" or "multipleOf":
                view.Texts[name] = node.Text ?? "";
                break;
            case "uniqueItems":
                view.UniqueItems |= node.AsBoolean == true;
                break;
            case "items" when !node.IsArray:
                view.Items ??= value;
                break;
            case "properties":
                foreach ((DocumentMember property, ResolvedNode propertySchema) in value.Members())
                    view.Properties[property.Name] = propertySchema;
                break;
            case "required" when node.IsArray:
                view.Required.UnionWith(node.Items.Select(item => item.Text ?? ""));
                break;
            case "required":
                // A parameter of Swagger 2.0 is its own schema.
                break;
            case "additionalProperties" or "unevaluatedProperties":
                view.Open &= node.AsBoolean != false;
                if (node.IsObject && node.Members.Count > 0)
                    view.Additional ??= value;
                break;
            case "allOf":
                foreach (ResolvedNode part in value.Items())
                    ReadInto(view, part, bundle, open);
                break;
            case "anyOf":
                view.AnyOf.AddRange(value.Items());
                break;
            case "oneOf":
                view.OneOf.AddRange(value.Items());
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
            default:
                view.Other[name] = value;
                break;
        }
    }

    public static string Json(DocumentNode node) => node.Kind == NodeKind.Number && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        ? number.ToString("G29", CultureInfo.InvariantCulture)
        : Encoding.UTF8.GetString(node.ToJson());
}
