using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Keywords about objects.</summary>
internal static class ObjectReading
{
    public static void Read(ResolvedNode place, SchemaShape shape, SchemaSpace space)
    {
        DocumentNode node = place.Node;
        bool old = space.Dialect is SchemaDialect.Swagger20 or SchemaDialect.OpenApi30;
        Dictionary<string, SchemaTerm> properties = new(StringComparer.Ordinal);
        foreach ((DocumentMember member, ResolvedNode value) in place.Member("properties")?.Members() ?? [])
            properties[member.Name] = space.Of(value);
        List<KeyValuePair<string, SchemaTerm>> patterns = [];
        if (!old)
        {
            foreach ((DocumentMember member, ResolvedNode value) in place.Member("patternProperties")?.Members() ?? [])
                patterns.Add(KeyValuePair.Create(member.Name, space.Of(value)));
        }

        SchemaTerm? additional = place.Member("additionalProperties") is { } others ? space.Of(others) : null;
        (Dictionary<string, SortedSet<string>> required, Dictionary<string, SchemaTerm> schemas) = old ? ([], []) : Dependencies(place, space);
        ObjectRules rules = new()
        {
            Properties = properties,
            Patterns = patterns,
            Additional = additional == space.Anything || additional?.Place?.Node is { IsObject: true, Members.Count: 0 } ? null : additional,
            IsAdditionalWritten = additional is not null,
            // A parameter of Swagger 2.0 is its own schema; its `required` is a boolean and gives nothing here.
            Required = new SortedSet<string>(node["required"]?.Items.Select(item => item.AsString).OfType<string>() ?? [], StringComparer.Ordinal),
            MinProperties = Counts.Of(node, "minProperties", place, shape) ?? 0,
            MaxProperties = Counts.Of(node, "maxProperties", place, shape),
            Names = !old && place.Member("propertyNames") is { } names && space.Of(names) is var term && term != space.Anything ? term : null,
            DependentRequired = required,
            Beside = DependencyReading.Beside(required, schemas),
            DependentSchemas = schemas,
            Place = place,
        };
        if (!rules.IsFree || rules.IsAdditionalWritten)
            shape.Objects = rules;
    }

    private static (Dictionary<string, SortedSet<string>> Required, Dictionary<string, SchemaTerm> Schemas) Dependencies(ResolvedNode place, SchemaSpace space)
    {
        Dictionary<string, SortedSet<string>> required = new(StringComparer.Ordinal);
        Dictionary<string, SchemaTerm> schemas = new(StringComparer.Ordinal);
        foreach (string keyword in (string[])["dependentRequired", "dependentSchemas", "dependencies"])
        {
            foreach ((DocumentMember member, ResolvedNode value) in place.Member(keyword)?.Members() ?? [])
            {
                if (value.Node.IsArray && keyword != "dependentSchemas")
                {
                    if (value.Node.Items.Count > 0)
                        required[member.Name] = new SortedSet<string>(value.Node.Items.Select(item => item.AsString).OfType<string>(), StringComparer.Ordinal);
                }
                else if (keyword != "dependentRequired" && space.Of(value) is var term && term != space.Anything)
                {
                    schemas[member.Name] = term;
                }
            }
        }

        return (required, schemas);
    }
}
