using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>Reads and changes single places of a JSON text.</summary>
internal static class JsonEdit
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="pointer">JSON pointer to a member or an item; a new member name adds it.</param>
    /// <param name="json">What to put there; null removes it.</param>
    public static byte[] With(byte[] text, string pointer, string? json)
    {
        JsonNode root = JsonNode.Parse(text)!;
        int slash = pointer.LastIndexOf('/');
        JsonNode parent = At(root, pointer[..slash])!;
        string name = Unescape(pointer[(slash + 1)..]);
        if (parent is JsonArray array)
            array[int.Parse(name, null)] = JsonNode.Parse(json!);
        else if (json is null)
            parent.AsObject().Remove(name);
        else
            parent[name] = JsonNode.Parse(json);
        return Bytes(root);
    }

    public static JsonNode? At(JsonNode? node, string pointer)
    {
        foreach (string part in pointer.Split('/').Skip(1))
            node = node is JsonArray array ? array[int.Parse(part, null)] : node?[Unescape(part)];
        return node;
    }

    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Compact));

    private static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
