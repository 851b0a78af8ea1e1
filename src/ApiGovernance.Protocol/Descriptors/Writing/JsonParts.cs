using System.Globalization;
using System.Text.Json.Nodes;

namespace ApiGovernance.Protocol.Descriptors.Writing;

/// <summary>Puts JSON together in the order in which it is read; what is null is left out.</summary>
internal static class JsonParts
{
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var node = new JsonObject();
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is not null)
                node[name] = value;
        }

        return node;
    }

    public static JsonObject? Map<T>(IReadOnlyDictionary<string, T>? entries, Func<T, JsonNode?> write) =>
        entries is null || entries.Count == 0 ? null : Object([.. entries.Select(entry => (entry.Key, write(entry.Value)))]);

    public static JsonArray List<T>(IReadOnlyList<T> items, Func<T, JsonNode> write) => [.. items.Select(write)];

    /// <summary>Null where there are none.</summary>
    public static JsonArray? Some<T>(IReadOnlyList<T> items, Func<T, JsonNode> write) => items.Count == 0 ? null : List(items, write);

    public static JsonArray Texts(IReadOnlyList<string> items) => [.. items.Select(item => (JsonNode?)item)];

    public static JsonArray? SomeTexts(IReadOnlyList<string> items) => items.Count == 0 ? null : Texts(items);

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Instant(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
