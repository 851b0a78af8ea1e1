using System.Globalization;
using System.Text.Json.Nodes;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// Small instances of a schema, made from its keywords. They are guesses: whoever uses one checks it with the validator.
/// </summary>
internal static class InstanceGenerator
{
    private const int MaxDepth = 12;

    /// <param name="optional">Also the properties that need not be there.</param>
    public static JsonNode? Make(ResolvedNode schema, SchemaViews views, bool optional, int depth = 0)
    {
        SchemaView view = views.Of(schema);
        if (view.Enum is { Count: > 0 } values)
            return JsonNode.Parse(values[0]);
        if ((view.Place.Node["example"] ?? view.Place.Node["default"]) is { } example)
            return JsonNode.Parse(example.ToJson());
        if (depth < MaxDepth && (view.OneOf.FirstOrDefault() ?? view.AnyOf.FirstOrDefault()) is { } alternative && view.Properties.Count == 0)
            return Make(alternative, views, optional, depth + 1);
        string type = view.Types?.FirstOrDefault(candidate => candidate != "null") ?? (view.Properties.Count > 0 ? "object" : view.Items is not null ? "array" : "string");
        return type switch
        {
            "object" => Object(view, views, optional && depth < 4, depth),
            "array" => Array(view, views, optional, depth),
            "boolean" => JsonValue.Create(true),
            "integer" or "number" => JsonValue.Create(Number(view)),
            "null" => null,
            _ => JsonValue.Create(Text(view)),
        };
    }

    /// <summary>Values at the edges of what a schema allows.</summary>
    public static IEnumerable<JsonNode?> Edges(SchemaView view, SchemaViews views)
    {
        foreach (string value in view.Enum ?? [])
            yield return JsonNode.Parse(value);
        if (view.Types?.Contains("null") == true)
            yield return null;
        decimal step = Step(view);
        foreach (decimal number in new[] { view.Minimum?.Value, view.Maximum?.Value, view.Minimum?.Value + step, view.Maximum?.Value - step, 0m, step, -step, 1_000_000m * step, 5_000_000_000m }.OfType<decimal>())
            yield return JsonValue.Create(number);
        foreach (decimal length in new[] { view.Counts.GetValueOrDefault("min-length"), view.Counts.GetValueOrDefault("max-length", 300), 0m, 1m }.Where(length => length <= 4096))
            yield return JsonValue.Create(new string('a', (int)length));
        foreach (string sample in new[] { "x", "2026-11-23", "2026-11-23T12:00:00Z", "A1", "1.50", "not a value!", "00000000-0000-4000-8000-000000000000" })
            yield return JsonValue.Create(sample);
        yield return JsonValue.Create(1.5m);
        yield return JsonValue.Create(true);
        yield return new JsonObject { ["unknown"] = 1 };
        yield return new JsonArray();
        if (view.Items is { } items && Make(items, views, optional: false) is var item)
        {
            foreach (decimal count in new[] { 1m, 2m, view.Counts.GetValueOrDefault("min-items"), view.Counts.GetValueOrDefault("max-items", 101) }.Where(count => count <= 1000))
                yield return new JsonArray([.. Enumerable.Range(0, (int)count).Select(_ => item?.DeepClone())]);
        }
    }

    private static JsonObject Object(SchemaView view, SchemaViews views, bool optional, int depth)
    {
        JsonObject made = [];
        foreach ((string name, ResolvedNode property) in view.Properties)
        {
            if (depth < MaxDepth && (optional || view.Required.Contains(name)))
                made[name] = Make(property, views, optional, depth + 1);
        }

        foreach (string name in view.Required.Where(name => !view.Properties.ContainsKey(name)))
            made[name] = "x";
        return made;
    }

    private static JsonArray Array(SchemaView view, SchemaViews views, bool optional, int depth)
    {
        JsonArray made = [];
        int count = (int)Math.Min(10, Math.Max(view.Counts.GetValueOrDefault("min-items"), optional || depth < 3 ? 1 : 0));
        for (int i = 0; i < count && view.Items is { } items && depth < MaxDepth; i++)
            made.Add(Make(items, views, optional, depth + 1));
        return made;
    }

    private static decimal Number(SchemaView view)
    {
        decimal step = Step(view);
        return view switch
        {
            { Minimum: { } least } => Math.Ceiling(least.Value / step) * step is var number && least.Exclusive && number == least.Value ? number + step : number,
            { Maximum: { } most } => Math.Floor(most.Value / step) * step is var number && most.Exclusive && number == most.Value ? number - step : number,
            _ => step,
        };
    }

    private static decimal Step(SchemaView view) =>
        decimal.TryParse(view.Texts.GetValueOrDefault("multipleOf"), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal step) && step > 0 ? step : 1;

    private static string Text(SchemaView view) => view.Texts.GetValueOrDefault("format") switch
    {
        "date" => "2026-11-23",
        "date-time" => "2026-11-23T12:00:00Z",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        "email" => "a@example.com",
        "uri" or "uri-reference" => "https://example.com/",
        _ => new string('a', (int)Math.Clamp(view.Counts.GetValueOrDefault("min-length", 1), 1, 4096)),
    };
}
