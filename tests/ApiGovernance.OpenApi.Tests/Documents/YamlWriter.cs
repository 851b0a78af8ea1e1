using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>Writes a JSON tree as YAML, choosing among the styles that can hold each value.</summary>
internal static class YamlWriter
{
    public static string Write(JsonNode? tree, Random random) =>
        tree is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } ? Block(tree, random, 0)[1..] : Flow(tree, random) + "\n";

    // Starts with the line feed after the key or dash.
    private static string Block(JsonNode tree, Random random, int column)
    {
        var text = new StringBuilder("\n");
        string indent = new(' ', column);
        if (tree is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members)
                text.Append(indent).Append(Scalar(name, random)).Append(':').Append(Value(value, random, column));
        }
        else
        {
            foreach (JsonNode? item in (JsonArray)tree)
                text.Append(indent).Append('-').Append(Value(item, random, column));
        }

        return text.ToString();
    }

    private static string Value(JsonNode? value, Random random, int column)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && random.Next(4) > 0)
            return Block(value, random, column + 1 + random.Next(3));
        if (value?.GetValueKind() == JsonValueKind.String && Literal(value.GetValue<string>(), column + 2) is { } literal && random.Next(2) == 0)
            return " " + literal;
        return " " + Flow(value, random) + (random.Next(4) == 0 ? " # comment\n" : "\n");
    }

    private static string Flow(JsonNode? value, Random random) => value switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(", ", members.Select(m => $"{Quoted(m.Key)}: {Flow(m.Value, random)}")) + "}",
        JsonArray items => "[" + string.Join(", ", items.Select(item => Flow(item, random))) + "]",
        _ when value.GetValueKind() == JsonValueKind.String => Scalar(value.GetValue<string>(), random),
        _ => value.ToJsonString(),
    };

    private static string Scalar(string text, Random random)
    {
        bool simple = text.Length > 0 && text.All(c => char.IsAsciiLetter(c) || c is 'é' or '€') && text is not ("true" or "false" or "null");
        if (simple && random.Next(2) == 0)
            return text;
        return text.Any(c => c is '\n' or '\t' or '\0') || random.Next(2) == 0 ? Quoted(text) : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string? Literal(string text, int column)
    {
        bool fits = text.EndsWith('\n') && text[0] is not ('\n' or ' ' or '\t') && !text.EndsWith("\n\n", StringComparison.Ordinal) && !text.Contains('\0', StringComparison.Ordinal)
            && text.Split('\n')[..^1].All(line => line.Trim(' ', '\t').Length > 0);
        string indent = new(' ', column);
        return fits ? "|\n" + string.Concat(text.Split('\n')[..^1].Select(line => $"{indent}{line}\n")) : null;
    }
}
