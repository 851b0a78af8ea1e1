using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Keywords of arrays and objects.</summary>
internal sealed class ContainerWriter(Utf8JsonWriter json, SchemaWriter schemas)
{
    public void Write(SchemaShape shape)
    {
        Arrays(shape.Arrays);
        if (shape.Strings.ContentSchema is { } content)
            schemas.Property("contentSchema", content);
        Objects(shape.Objects);
    }

    public static void Contains(Utf8JsonWriter json, SchemaWriter schemas, Contains contains)
    {
        schemas.Property("contains", contains.Term);
        if (contains.Min != 1)
            json.WriteNumber("minContains", contains.Min);
        if (contains.Max is { } max)
            json.WriteNumber("maxContains", max);
    }

    private void Arrays(ArrayRules rules)
    {
        if (rules.Prefix.Count > 0)
        {
            json.WriteStartArray("prefixItems");
            foreach (SchemaTerm item in rules.Prefix)
                schemas.Write(item);
            json.WriteEndArray();
        }

        if (rules.Items is { } items)
            schemas.Property("items", items);
        if (rules.MinItems > 0)
            json.WriteNumber("minItems", rules.MinItems);
        if (rules.MaxItems is { } max)
            json.WriteNumber("maxItems", max);
        if (rules.Unique)
            json.WriteBoolean("uniqueItems", true);
        if (rules.Contains.Count > 0)
            Contains(json, schemas, rules.Contains[0]);
    }

    private void Objects(ObjectRules rules)
    {
        Members("properties", rules.Properties);
        Members("patternProperties", rules.Patterns);
        if (rules.Additional is { } additional)
            schemas.Property("additionalProperties", additional);
        if (rules.Required.Count > 0)
            Names("required", rules.Required);
        if (rules.MinProperties > 0)
            json.WriteNumber("minProperties", rules.MinProperties);
        if (rules.MaxProperties is { } max)
            json.WriteNumber("maxProperties", max);
        if (rules.Names is { } names)
            schemas.Property("propertyNames", names);
        if (rules.DependentRequired.Count > 0)
        {
            json.WriteStartObject("dependentRequired");
            foreach ((string name, SortedSet<string> others) in rules.DependentRequired)
                Names(name, others);
            json.WriteEndObject();
        }

        Members("dependentSchemas", rules.DependentSchemas);
    }

    private void Members(string keyword, IEnumerable<KeyValuePair<string, SchemaTerm>> members)
    {
        if (!members.Any())
            return;
        json.WriteStartObject(keyword);
        foreach ((string name, SchemaTerm term) in members)
            schemas.Property(name, term);
        json.WriteEndObject();
    }

    private void Names(string keyword, IEnumerable<string> names)
    {
        json.WriteStartArray(keyword);
        foreach (string name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
