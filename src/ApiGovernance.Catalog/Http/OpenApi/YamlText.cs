using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApiGovernance.Protocol;

namespace ApiGovernance.Catalog.Http.OpenApi;

/// <summary>Writes JSON as YAML in blocks. Texts that are more than plain words are quoted as in JSON, which YAML reads the same.</summary>
internal static partial class YamlText
{
    public static byte[] Of(JsonNode root)
    {
        StringBuilder text = new();
        Write(text, root, 0, onLine: false);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <param name="onLine">True behind a dash: the first member stands on its line.</param>
    private static void Write(StringBuilder text, JsonNode node, int indent, bool onLine)
    {
        bool first = onLine;
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Begin(text, indent, ref first).Append('-');
                Value(text, item, indent + 2, afterDash: true);
            }

            return;
        }

        foreach ((string name, JsonNode? value) in node.AsObject())
        {
            Begin(text, indent, ref first).Append(Scalar(name)).Append(':');
            Value(text, value, indent + 2, afterDash: false);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int indent, bool afterDash)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            text.Append(afterDash ? ' ' : '\n');
            Write(text, value, indent, onLine: afterDash);
            return;
        }

        text.Append(' ').Append(value is JsonValue leaf && leaf.GetValueKind() == JsonValueKind.String ? Scalar(leaf.GetValue<string>()) : value?.ToJsonString() ?? "null").Append('\n');
    }

    private static StringBuilder Begin(StringBuilder text, int indent, ref bool onLine)
    {
        if (!onLine)
            text.Append(' ', indent);
        onLine = false;
        return text;
    }

    private static string Scalar(string text) => Plain().IsMatch(text) && !Words().IsMatch(text)
        ? text
        : JsonValue.Create(text).ToJsonString(ProtocolJson.Options);

    [GeneratedRegex(@"^[A-Za-z/][A-Za-z0-9 _./()-]*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(true|false|null|yes|no|on|off|y|n)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
