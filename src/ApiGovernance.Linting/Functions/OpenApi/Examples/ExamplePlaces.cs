using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>An example or default.</summary>
/// <param name="Way">Names from what holds it to it.</param>
/// <param name="Value">Null where it is missing.</param>
internal sealed record ExamplePlace(IReadOnlyList<string> Way, DocumentNode? Value)
{
    /// <summary>What to call it.</summary>
    public string Kind => Way[0] == "default" ? "default" : "example";
}

/// <summary>Where examples stand.</summary>
internal static class ExamplePlaces
{
    /// <summary>In a schema.</summary>
    public static IEnumerable<ExamplePlace> OfSchema(ViewNode schema, bool swagger)
    {
        string[] names = swagger ? ["example", "x-example", "default"] : ["example", "default"];
        foreach (string name in names)
        {
            if (schema.Node![name] is { } value)
                yield return new ExamplePlace([name], value);
        }
    }

    /// <summary>Beside a schema: `example`, or else `examples` (by media type in 2.0, objects with a value since 3.0).</summary>
    public static IEnumerable<ExamplePlace> OfMedia(ViewNode holder, bool swagger)
    {
        if (!swagger && holder.Node!["example"] is { } example)
        {
            yield return new ExamplePlace(["example"], example);
            yield break;
        }

        foreach ((string name, ViewNode value) in holder["examples"].Members())
        {
            if (swagger)
            {
                yield return new ExamplePlace(["examples", name], value.Node);
                continue;
            }

            // What stands elsewhere, or is shown as it is serialized only (3.2), is no value to check.
            if (!value.IsObject || value["externalValue"].Exists || (value["serializedValue"].Exists && !value["dataValue"].Exists))
                continue;
            string member = value["dataValue"].Exists ? "dataValue" : "value";
            yield return new ExamplePlace(["examples", name, member], value.Node![member]);
        }
    }

    /// <summary>Which way a message goes, by the way from the root to its media type.</summary>
    public static SchemaDirection Direction(IReadOnlyList<string> way) => way switch
    {
        ["components", "requestBodies", ..] or ["paths", _, _, "requestBody", ..] => SchemaDirection.Request,
        ["components", "responses", ..] or ["responses", ..] or ["paths", _, _, "responses", ..] => SchemaDirection.Response,
        _ => SchemaDirection.Any,
    };
}
