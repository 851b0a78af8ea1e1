using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>$ref, $dynamicRef, $recursiveRef.</summary>
internal static class ReferenceKeywords
{
    public static void Compile(NodeBuilder b)
    {
        if (Resolve(b, "$ref") is { } target)
        {
            SchemaNode node = b.InPlace(b.Compiler.NodeAt(target, DiscriminatorKeyword.IsUpward(b, target)), "$ref");
            b.Node.Shape.All.Add(node);
            b.Add(JsonTypes.Any, new ApplyInstruction(b.Node, "$ref", node));
        }

        if (b.Rules.Draft2020)
            AddDynamic(b, "$dynamicRef");
        else if (b.Rules.RecursiveRef)
            AddDynamic(b, "$recursiveRef");
    }

    private static void AddDynamic(NodeBuilder b, string keyword)
    {
        if (Resolve(b, keyword) is not { } target)
            return;
        SchemaNode initial = b.Compiler.NodeAt(target);
        string anchor = keyword == "$recursiveRef"
            ? ""
            : UriReference.Split(b.Element.GetProperty(keyword).GetString()!).Fragment ?? "/";

        // Only a target that carries the dynamic anchor itself makes the reference dynamic.
        if (!target.Resource.DynamicAnchors.TryGetValue(anchor, out string? pointer) || pointer != target.Pointer)
        {
            b.InPlace(initial, keyword);
            b.Node.Shape.All.Add(initial);
            b.Add(JsonTypes.Any, new ApplyInstruction(b.Node, keyword, initial));
            return;
        }

        var instruction = new DynamicReferenceInstruction(b.Node, keyword, anchor, initial);
        b.Compiler.AddDynamic(instruction);
        b.Add(JsonTypes.Any, instruction);
    }

    private static SchemaTarget? Resolve(NodeBuilder b, string keyword)
    {
        if (!b.TryGet(keyword, JsonValueKind.String, "a string", out JsonElement reference))
            return null;
        SchemaTarget? target = b.Compiler.Resolver.Resolve(b.Node.Resource, reference.GetString()!, out string? error);
        if (target is null)
            b.Compiler.Problem(b.Node, keyword, $"The reference cannot be resolved: {error}", fatal: true);
        return target;
    }
}
