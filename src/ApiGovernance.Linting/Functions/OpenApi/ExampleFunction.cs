using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Functions.OpenApi.Examples;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>
/// `oasExample`: examples and defaults fit their schema. On a schema (`type: schema`) they stand in it; on a media type, parameter,
/// header or response (`type: media`) beside it.
/// </summary>
internal static class ExampleFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        bool swagger = options.Number("oasVersion") switch
        {
            2 => true,
            3 => false,
            _ => throw new FunctionOptionException(options.Node?["oasVersion"] ?? options.Node, "`oasVersion` must be 2 or 3."),
        };
        bool ofSchema = options.Text("type") switch
        {
            "schema" => true,
            "media" => false,
            _ => throw new FunctionOptionException(options.Node?["type"] ?? options.Node, "`type` must be media or schema."),
        };
        string field = options.Text("schemaField") ?? throw new FunctionOptionException(options.Node, "`oasExample` needs a `schemaField`: `$` or the name of a member.");
        return (target, results) =>
        {
            if (!target.Value.IsObject || (field == "$" ? target.Node : target.Node![field]) is not { } schema)
                return;
            IEnumerable<ExamplePlace> examples = ofSchema ? ExamplePlaces.OfSchema(target.Value, swagger) : ExamplePlaces.OfMedia(target.Value, swagger);
            SchemaDirection direction = ofSchema ? SchemaDirection.Any : ExamplePlaces.Direction(target.Path);
            foreach (ExamplePlace example in examples)
                Check(target.View, schema, example, direction, results);
        };
    }

    private static void Check(DocumentView view, DocumentNode schema, ExamplePlace example, SchemaDirection direction, ICollection<FunctionResult> results)
    {
        if (example.Value is not { } value)
        {
            results.Report($"\"{example.Way[^1]}\" must exist.", example.Way);
            return;
        }

        ExampleWalk walk = new(SchemaObjects.Of(view), direction);
        bool accepted = walk.Accepts(schema, value);
        if (walk.GaveUp is { } reason)
        {
            results.Report($"The {example.Kind} could not be checked against its schema: {reason}.", example.Way);
            return;
        }

        if (accepted)
            return;
        foreach (ExampleError error in ToldErrors.Of(walk.Errors))
        {
            string place = error.Way.Count == 0 ? "" : $" at `{string.Join('/', error.Way)}`";
            results.Report($"The {example.Kind} does not fit its schema{place}: {error.Message}", [.. example.Way, .. error.Way]);
        }
    }
}
