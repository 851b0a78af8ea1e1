using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>
/// The discriminator of OpenAPI, beside oneOf or anyOf or in a schema that others build upon by allOf: explicit mapping, and the last
/// step of each $ref as implicit name.
/// </summary>
internal static class DiscriminatorKeyword
{
    /// <summary>Beside alternatives: which of them an object must satisfy. Null where there is no discriminator or nothing it could name.</summary>
    /// <param name="b">The schema.</param>
    /// <param name="nodes">The alternatives.</param>
    /// <param name="keyword">oneOf or anyOf.</param>
    /// <param name="alternatives">What is run where a name decides nothing.</param>
    public static DiscriminatorInstruction? Among(NodeBuilder b, SchemaNode[] nodes, string keyword, Instruction alternatives)
    {
        if (Property(b) is not { } property)
            return null;
        SchemaTarget?[] targets = [.. b.Element.GetProperty(keyword).EnumerateArray().Select(member => Target(b, member))];
        var names = new Dictionary<string, SchemaNode?>(StringComparer.Ordinal);
        for (int i = 0; i < nodes.Length; i++)
        {
            if (targets[i] is { } target)
                names.TryAdd(JsonPointer.LastToken(target.Pointer), nodes[i]);
        }

        if (names.Count == 0)
            return null;
        foreach ((string name, string reference) in Mapping(b))
        {
            if (Mapped(b, reference) is { } found && Array.FindIndex(targets, t => Same(t, found)) is >= 0 and var index)
                names[name] = nodes[index];
            else if (names.TryGetValue(reference, out SchemaNode? named))
                names[name] = named;
        }

        return new DiscriminatorInstruction(b.Node, property, [.. names.Select(static pair => (pair.Key, pair.Value))])
        {
            Default = Default(b) is { } other ? b.Compiler.NodeAt(other) : null,
            Unnamed = targets.Any(static t => t is null) ? alternatives : null,
        };
    }

    /// <summary>In a schema that others build upon: an object that is given as the base must satisfy the schema that it names.</summary>
    public static void AddBase(NodeBuilder b)
    {
        if (Property(b) is not { } property || b.TryGet("oneOf", out _) || b.TryGet("anyOf", out _))
            return;
        SchemaTarget self = new(b.Node.Document, b.Node.Pointer, b.Element);
        var names = new Dictionary<string, SchemaNode?>(StringComparer.Ordinal);
        foreach ((string name, SchemaTarget child) in DerivedSchemas.Of(self, b.Compiler.Resolver))
            names.TryAdd(name, b.Compiler.NodeAt(child));
        foreach ((string name, string reference) in Mapping(b))
        {
            if (Mapped(b, reference) is { } found)
                names[name] = Same(self, found) ? null : b.Compiler.NodeAt(found);
            else if (names.TryGetValue(reference, out SchemaNode? named))
                names[name] = named;
        }

        // Nothing is known of any other schema: the property is like all others.
        if (names.Count == 0)
            return;
        names.TryAdd(JsonPointer.LastToken(self.Pointer), null);
        b.Add(JsonTypes.Object, new DiscriminatorInstruction(b.Node, property, [.. names.Select(static pair => (pair.Key, pair.Value))])
        {
            Default = Default(b) is { } target && !Same(self, target) ? b.Compiler.NodeAt(target) : null,
            IsRequired = b.TryGet("required", out JsonElement required) && required.ValueKind == JsonValueKind.Array
                && required.EnumerateArray().Any(name => name.ValueKind == JsonValueKind.String && name.ValueEquals(property)),
        });
    }

    /// <summary>
    /// Whether a reference stands in the allOf of a schema that builds upon its target. There the base's discriminator has been
    /// followed already, or the schema was asked for by its own name.
    /// </summary>
    public static bool IsUpward(NodeBuilder b, SchemaTarget target)
    {
        if (!b.Rules.OpenApi || target.Element.ValueKind != JsonValueKind.Object || !target.Element.TryGetProperty("discriminator", out _))
            return false;
        string owner = b.Node.Pointer;
        while (JsonPointer.LastToken(JsonPointer.Parent(owner)) == "allOf")
            owner = JsonPointer.Parent(JsonPointer.Parent(owner));
        if (owner.Length == b.Node.Pointer.Length)
            return false;
        return DerivedSchemas.Of(target, b.Compiler.Resolver).Any(child => child.Schema.Document == b.Node.Document && child.Schema.Pointer == owner);
    }

    private static string? Property(NodeBuilder b)
    {
        if (!b.TryGet("discriminator", out JsonElement value))
            return null;
        // Swagger 2.0 has the name alone.
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("propertyName", out JsonElement property)
            && property.ValueKind == JsonValueKind.String ? property.GetString() : null;
    }

    private static IEnumerable<(string Name, string Reference)> Mapping(NodeBuilder b)
    {
        JsonElement discriminator = b.Element.GetProperty("discriminator");
        return discriminator.ValueKind == JsonValueKind.Object && discriminator.TryGetProperty("mapping", out JsonElement mapping)
            && mapping.ValueKind == JsonValueKind.Object
            ? mapping.EnumerateObject().Where(static e => e.Value.ValueKind == JsonValueKind.String).Select(static e => (e.Name, e.Value.GetString()!))
            : [];
    }

    private static SchemaTarget? Default(NodeBuilder b)
    {
        JsonElement discriminator = b.Element.GetProperty("discriminator");
        return discriminator.ValueKind == JsonValueKind.Object && discriminator.TryGetProperty("defaultMapping", out JsonElement reference)
            && reference.ValueKind == JsonValueKind.String ? Mapped(b, reference.GetString()!) : null;
    }

    /// <summary>A name of a schema of the contract, else a URI reference.</summary>
    private static SchemaTarget? Mapped(NodeBuilder b, string reference) =>
        DerivedSchemas.Named(b.Node.Document, reference) ?? b.Compiler.Resolver.Resolve(b.Node.Resource, reference, out _);

    private static bool Same(SchemaTarget? one, SchemaTarget other) =>
        one is { } target && target.Document == other.Document && target.Pointer == other.Pointer;

    private static SchemaTarget? Target(NodeBuilder b, JsonElement member) =>
        member.ValueKind == JsonValueKind.Object && member.TryGetProperty("$ref", out JsonElement reference)
            && reference.ValueKind == JsonValueKind.String
            ? b.Compiler.Resolver.Resolve(b.Node.Resource, reference.GetString()!, out _)
            : null;
}
