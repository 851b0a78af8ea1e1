using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Copies of an instance with one place changed. In a path <c>[]</c> is the first item, <c>*</c> a property of no known name.</summary>
internal static class InstanceEdits
{
    private const string Unknown = "unknown";

    /// <summary>Null when the place's parent is not there.</summary>
    public static JsonNode? Without(JsonNode seed, IReadOnlyList<string> path)
    {
        JsonNode copy = seed.DeepClone();
        return Parent(copy, path) is JsonObject parent && parent.Remove(path[^1]) ? copy : null;
    }

    /// <summary>Null when the place's parent is not there; objects on the way are made.</summary>
    public static JsonNode? With(JsonNode seed, IReadOnlyList<string> path, JsonNode? value)
    {
        JsonNode copy = seed.DeepClone();
        switch (Parent(copy, path))
        {
            case JsonObject parent when path[^1] != "[]":
                parent[path[^1] == "*" ? Unknown : path[^1]] = value?.DeepClone();
                return copy;
            case JsonArray { Count: > 0 } items when path[^1] == "[]":
                items[0] = value?.DeepClone();
                return copy;
            case JsonArray items when path[^1] == "[]":
                items.Add(value?.DeepClone());
                return copy;
            default:
                return null;
        }
    }

    private static JsonNode? Parent(JsonNode root, IReadOnlyList<string> path)
    {
        JsonNode? at = root;
        foreach (string name in path.Take(path.Count - 1))
            at = at is JsonArray { Count: > 0 } items && name == "[]" ? items[0] : at is JsonObject record ? record[name] : null;
        return at;
    }
}
