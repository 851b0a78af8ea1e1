using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// Looks for the proof of a breaking change in a body: one that one side allows and the other refuses at the changed place. Both facts
/// are checked with the validator before it is shown; without them there is no witness.
/// </summary>
internal sealed class BodyWitness(WitnessSchemas schemas)
{
    private const int MaxCandidates = 120;
    private const int MaxLength = 600;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For one media type on both sides: from a position to a sentence with the body and the JSON pointer of the failure, or null.</summary>
    public Func<SchemaPosition, string?>? Of(ApiMediaType before, ApiMediaType after, string operation) =>
        MediaTypes.IsJson(before.Name) && MediaTypes.IsJson(after.Name) ? position => Find(before, after, position, operation) : null;

    private string? Find(ApiMediaType before, ApiMediaType after, SchemaPosition position, string operation)
    {
        if (schemas.Sides(before.Schema, after.Schema, position.IsRequest) is not { } sides)
            return null;
        string? shortest = null;
        foreach (JsonNode candidate in Candidates(position.IsRequest ? before : after, sides, position.Path).Take(MaxCandidates))
        {
            string body = candidate.ToJsonString(Compact);
            if (shortest is not null && Weight(shortest) <= Weight(body))
                continue;
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            if (sides.Accepts.IsValid(bytes) && FailsAt(sides.Refuses, bytes, position))
                shortest = body;
        }

        return shortest is null ? null : Sentence(shortest, position, operation);
    }

    /// <summary>A short body is easier to read, an empty text hardly a convincing value.</summary>
    private static int Weight(string body) => body.Length + (body.Contains("\"\"", StringComparison.Ordinal) ? 100 : 0);

    private static bool FailsAt(CompiledSchema refuses, byte[] body, SchemaPosition position)
    {
        ValidationResult result = refuses.Validate(body);
        // The proof is of this change only when the failure is at its place or (a missing property) at its parent.
        string parent = position.Path.Count == 0 ? "" : position.InstancePointer[..position.InstancePointer.LastIndexOf('/')];
        return !result.IsValid && result.Errors.Any(error => error.InstancePointer == position.InstancePointer || error.InstancePointer == parent);
    }

    private static string Sentence(string body, SchemaPosition position, string operation)
    {
        string shown = body.Length <= MaxLength ? body : body[..MaxLength] + "...";
        string place = position.Path.Count == 0 ? "the whole value" : position.InstancePointer;
        return position.IsRequest
            ? $"{operation} with the body {shown} was accepted and is refused now, at {place}"
            : $"{operation} may answer {shown} now, which was not allowed before, at {place}";
    }

    private static IEnumerable<JsonNode> Candidates(ApiMediaType type, WitnessSides sides, IReadOnlyList<string> path)
    {
        List<JsonNode> seeds = [];
        if (InstanceGenerator.Make(sides.Root, sides.Views, optional: false) is { } small)
            seeds.Add(small);
        if (InstanceGenerator.Make(sides.Root, sides.Views, optional: true) is { } full)
            seeds.Add(full);
        if (type.Node["example"] is { } example && JsonNode.Parse(example.ToJson()) is { } published)
            seeds.Add(published);
        IReadOnlyList<JsonNode?> edges = sides.At(path) is { } at ? [.. InstanceGenerator.Edges(at, sides.Views)] : [JsonValue.Create("x"), JsonValue.Create(1)];
        foreach (JsonNode seed in seeds)
        {
            yield return seed;
            if (path.Count == 0)
                continue;
            if (InstanceEdits.Without(seed, path) is { } shorter)
                yield return shorter;
            foreach (JsonNode? value in edges)
            {
                if (InstanceEdits.With(seed, path, value) is { } changed)
                    yield return changed;
            }
        }

        if (path.Count > 0)
            yield break;
        yield return new JsonObject { ["unknown"] = "x" };
        foreach (JsonNode value in edges.OfType<JsonNode>())
            yield return value;
    }
}
