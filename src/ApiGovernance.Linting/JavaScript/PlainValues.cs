using ApiGovernance.OpenApi.Documents;
using Jint;
using Jint.Native;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Options of a rule as a script sees them: plain values of its own.</summary>
internal static class PlainValues
{
    public static JsValue Of(Engine engine, DocumentNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Object:
                JsObject made = new(engine);
                foreach (DocumentMember member in node.Members)
                    made.CreateDataProperty(member.Name, Of(engine, member.Value));
                return made;
            case NodeKind.Array:
                return new JsArray(engine, [.. node.Items.Select(item => Of(engine, item))]);
            case NodeKind.String:
                return ScriptNodes.RegExpOf(node) is { } pattern ? engine.Construct("RegExp", [pattern.Source, pattern.Flags]) : node.Text!;
            case NodeKind.Number:
                return DocumentValues.Number(node.Text!);
            case NodeKind.Boolean:
                return node.Text == "true";
            default:
                return JsValue.Null;
        }
    }
}
