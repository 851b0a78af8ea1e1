using System.Globalization;
using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>allOf, anyOf, oneOf, not, if, then, else.</summary>
internal static class CombiningKeywords
{
    public static void Compile(NodeBuilder b)
    {
        foreach (SchemaNode member in Members(b, "allOf"))
        {
            b.Node.Shape.All.Add(member);
            b.Add(JsonTypes.Any, new ApplyInstruction(b.Node, "allOf", member));
        }

        AddAlternatives(b, "anyOf");
        AddAlternatives(b, "oneOf");
        if (b.Rules.OpenApi && !b.Node.IsBase)
            DiscriminatorKeyword.AddBase(b);
        if (b.TryGet("not", out JsonElement not) && b.IsSchema(not, "not"))
            b.Add(JsonTypes.Any, new NotInstruction(b.Node, b.InPlace(b.Child(not, "not"), "not")));
        if (b.Rules.Conditions && Single(b, "if") is { } condition)
            b.Add(JsonTypes.Any, new IfInstruction(b.Node, condition, Single(b, "then"), Single(b, "else")));
    }

    private static void AddAlternatives(NodeBuilder b, string keyword)
    {
        SchemaNode[] nodes = Members(b, keyword);
        if (nodes.Length == 0)
            return;
        b.Node.Shape.Any.Add(nodes);
        var alternatives = new AlternativesInstruction(b.Node, keyword == "oneOf", nodes);
        if (!b.Rules.OpenApi || DiscriminatorKeyword.Among(b, nodes, keyword, alternatives) is not { } discriminator)
        {
            b.Add(JsonTypes.Any, alternatives);
            return;
        }

        // An object says itself which alternative it is: whether another one matches as well is of no interest.
        b.Add(JsonTypes.Any & ~JsonTypes.Object, alternatives);
        b.Add(JsonTypes.Object, discriminator);
    }

    private static SchemaNode[] Members(NodeBuilder b, string keyword)
    {
        if (!b.TryGet(keyword, JsonValueKind.Array, "an array of schemas", out JsonElement members))
            return [];
        return [.. members.EnumerateArray().Select(
            (member, index) => b.InPlace(b.Child(member, keyword, index.ToString(CultureInfo.InvariantCulture)), keyword))];
    }

    private static SchemaNode? Single(NodeBuilder b, string keyword) =>
        b.TryGet(keyword, out JsonElement schema) && b.IsSchema(schema, keyword) ? b.InPlace(b.Child(schema, keyword), keyword) : null;
}
