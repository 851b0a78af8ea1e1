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
    public static JsonNode? Make(ResolvedNode schema, DocumentBundle bundle, bool optional, int depth = 0)
    {
        SchemaView view = SchemaReader.Read(schema, bundle);
        if (view.Enum is { Count: > 0 } values)
            return JsonNode.Parse(values[0]);
        if ((view.Place.Node["example"] ?? view.Place.Node["default"]) is { } example)
            return JsonNode.Parse(example.ToJson());
        if (depth < MaxDepth && (view.OneOf.FirstOrDefault() ?? view.AnyOf.FirstOrDefault()) is { } alternative && view.Properties.Count == 0)
            return Make(alternative, bundle, optional, depth + 1);
        string type = view.Types?.FirstOrDefault(candidate => candidate != "null") ?? (view.Properties.Count > 0 ? "object" : view.Items is not null ? "array" : "string");
        return type switch
        {
            "object" => Object(view, bundle, optional && depth < 4, depth),
            "array" => Array(view, bundle, optional, depth),
            "boolean" => JsonValue.Create(true),
            "integer" or "number" => JsonValue.Create(Number(view)),
            "null" => null,
            _ => JsonValue.Create(Text(view)),
        };
    }

    /// <summary>Values at the edges of what a schema allows.</summary>
    public static IEnumerable<JsonNode?> Edges(SchemaView view)
    {
        foreach (string value in view.Enum ?? [])
            yield return JsonNode.Parse(value);
        if (view.Types?.Contains("null") == true)
            yield return null;
        foreach (decimal number in new[] { view.Minimum?.Value, view.Maximum?.Value, view.Minimum?.Value + 1, view.Maximum?.Value - 1, 0m, 1_000_000m }.OfType<decimal>())
            yield return JsonValue.Create(number);
        foreach (decimal length in new[] { view.Counts.GetValueOrDefault("min-length"), view.Counts.GetValueOrDefault("max-length", 300), 0m, 1m }.Where(length => length <= 4096))
            yield return JsonValue.Create(new string('a', (int)length));
        foreach (string sample in new[] { "x", "2026-11-23", "2026-11-23T12:00:00Z", "A1", "1.50", "not a value!", "00000000-0000-4000-8000-000000000000" })
            yield return JsonValue.Create(sample);
        yield return JsonValue.Create(1.5m);
        yield return JsonValue.Create(true);
        yield return new JsonObject { ["unknown"] = 1 };
        yield return new JsonArray();
    }

    private static JsonObject Object(SchemaView view, DocumentBundle bundle, bool optional, int depth)
    {
        JsonObject made = [];
        foreach ((string name, ResolvedNode property) in view.Properties)
        {
            if (depth < MaxDepth && (optional || view.Required.Contains(name)))
                made[name] = Make(property, bundle, optional, depth + 1);
        }

        foreach (string name in view.Required.Where(name => !view.Properties.ContainsKey(name)))
            made[name] = "x";
        return made;
    }

    private static JsonArray Array(SchemaView view, DocumentBundle bundle, bool optional, int depth)
    {
        JsonArray made = [];
        int count = (int)Math.Min(10, Math.Max(view.Counts.GetValueOrDefault("min-items"), optional || depth < 3 ? 1 : 0));
        for (int i = 0; i < count && view.Items is { } items && depth < MaxDepth; i++)
            made.Add(Make(items, bundle, optional, depth + 1));
        return made;
    }

    private static decimal Number(SchemaView view) => view switch
    {
        { Minimum: { } least } => least.Exclusive ? least.Value + 1 : least.Value,
        { Maximum: { } most } => most.Exclusive ? most.Value - 1 : most.Value,
        _ => 1,
    };

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
