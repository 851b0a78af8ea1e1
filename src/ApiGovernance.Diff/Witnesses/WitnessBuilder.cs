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
/// Looks for the proof of a breaking schema change: a body that one side allows and the other refuses at the changed place. Both facts
/// are checked with the validator before it is shown; without them there is no witness.
/// </summary>
internal sealed class WitnessBuilder(ApiContract baseline, ApiContract revision)
{
    private const int MaxCandidates = 120;
    private const int MaxLength = 600;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ContractSchemas _before = new(baseline);
    private readonly ContractSchemas _after = new(revision);

    /// <summary>A sentence with the body and the JSON pointer of the failure, or null.</summary>
    public string? Find(ApiMediaType before, ApiMediaType after, SchemaPosition position, string operation)
    {
        if (before.Schema is not { } old || after.Schema is not { } now || !IsJson(before.Name))
            return null;
        // A request was fine before and is not now; a response is possible now and was not before.
        SchemaDirection direction = position.IsRequest ? SchemaDirection.Request : SchemaDirection.Response;
        (ApiMediaType fineType, SchemaReference fine, DocumentBundle bundle) = position.IsRequest ? (before, old, baseline.Bundle) : (after, now, revision.Bundle);
        CompiledSchema? accepts = position.IsRequest ? _before.Get(old, direction) : _after.Get(now, direction);
        CompiledSchema? refuses = position.IsRequest ? _after.Get(now, direction) : _before.Get(old, direction);
        if (accepts is null || refuses is null)
            return null;
        string? shortest = null;
        foreach (JsonNode candidate in Candidates(fineType, fine, bundle, position).Take(MaxCandidates))
        {
            string body = candidate.ToJsonString(Compact);
            if (shortest is not null && shortest.Length <= body.Length)
                continue;
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            if (accepts.IsValid(bytes) && FailsAt(refuses, bytes, position))
                shortest = body;
        }

        return shortest is null ? null : Sentence(shortest, position, operation);
    }

    private static bool FailsAt(CompiledSchema refuses, byte[] body, SchemaPosition position)
    {
        ValidationResult result = refuses.Validate(body);
        // The proof is of this change only when the failure is at its place or (a missing property) at its parent.
        return !result.IsValid && result.Errors.Any(error => position.InstancePointer.StartsWith(error.InstancePointer, StringComparison.Ordinal)
            && position.InstancePointer.Length - error.InstancePointer.Length <= (position.Path.Count == 0 ? 0 : position.Path[^1].Length) + 1);
    }

    private static string Sentence(string body, SchemaPosition position, string operation)
    {
        string shown = body.Length <= MaxLength ? body : body[..MaxLength] + "...";
        return position.IsRequest
            ? $"{operation} with the body {shown} was accepted and is refused now, at {Pointer(position)}"
            : $"{operation} may answer {shown} now, which was not allowed before, at {Pointer(position)}";
    }

    private static string Pointer(SchemaPosition position) => position.Path.Count == 0 ? "the whole value" : position.InstancePointer;

    private static IEnumerable<JsonNode> Candidates(ApiMediaType type, SchemaReference schema, DocumentBundle bundle, SchemaPosition position)
    {
        ResolvedNode root = new(schema.DocumentUri, schema.Pointer, schema.Node);
        List<JsonNode> seeds = [];
        if (InstanceGenerator.Make(root, bundle, optional: false) is { } small)
            seeds.Add(small);
        if (InstanceGenerator.Make(root, bundle, optional: true) is { } full)
            seeds.Add(full);
        if (type.Node["example"] is { } example && JsonNode.Parse(example.ToJson()) is { } published)
            seeds.Add(published);
        SchemaView? at = ViewAt(root, bundle, position.Path);
        foreach (JsonNode seed in seeds)
        {
            yield return seed;
            if (position.Path.Count == 0)
                continue;
            if (Without(seed, position.Path) is { } shorter)
                yield return shorter;
            foreach (JsonNode? value in at is null ? [] : InstanceGenerator.Edges(at))
            {
                if (With(seed, position.Path, value) is { } changed)
                    yield return changed;
            }
        }
    }

    private static SchemaView? ViewAt(ResolvedNode root, DocumentBundle bundle, IReadOnlyList<string> path)
    {
        SchemaView view = SchemaReader.Read(root, bundle);
        foreach (string name in path)
        {
            ResolvedNode? next = name == "[]" ? view.Items : view.Properties.GetValueOrDefault(name);
            if (next is null)
                return null;
            view = SchemaReader.Read(next, bundle);
        }

        return view;
    }

    private static JsonNode? Without(JsonNode seed, IReadOnlyList<string> path)
    {
        JsonNode copy = seed.DeepClone();
        return Parent(copy, path) is JsonObject parent && parent.Remove(path[^1]) ? copy : null;
    }

    private static JsonNode? With(JsonNode seed, IReadOnlyList<string> path, JsonNode? value)
    {
        JsonNode copy = seed.DeepClone();
        switch (Parent(copy, path))
        {
            case JsonObject parent when path[^1] != "[]":
                parent[path[^1]] = value?.DeepClone();
                return copy;
            case JsonArray { Count: > 0 } items:
                items[0] = value?.DeepClone();
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

    private static bool IsJson(string mediaType) =>
        mediaType.Split(';')[0].Trim() is var name && (name == "application/json" || name.EndsWith("+json", StringComparison.Ordinal) || name == "*/*");
}
