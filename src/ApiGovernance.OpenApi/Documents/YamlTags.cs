using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>What a tag makes of a value. The tags of the core schema are honoured; any other is reported and passed over.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    public static (NodeKind Kind, string Text) Resolve(TreeBuilder tree, Scalar scalar, string value, in YamlPlace place)
    {
        string tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        switch (tag)
        {
            case "" when scalar.Style != ScalarStyle.Plain:
            case "!" or Core + "str":
                return (NodeKind.String, value);
            case "":
            case Core + "int" or Core + "float" or Core + "bool" or Core + "null":
                (NodeKind Kind, string Text) resolved = YamlCoreSchema.Resolve(value);
                if (YamlCoreSchema.IsNotFinite(value))
                {
                    tree.Warn(
                        "document-yaml-not-json", $"'{value}' is no number in JSON; it is read as text.", "Leave the value out or quote it.", place.Start, place.End);
                }
                else if (tag.Length > 0 && !Fits(tag, resolved.Kind, resolved.Text))
                {
                    tree.Warn("document-yaml-tag", $"'{value}' is not what its tag '{Short(tag)}' says; it is read by its own look.", "Remove the tag.", place.Start, place.End);
                }

                return resolved;
            default:
                Unknown(tree, tag, "the value is read as text", place);
                return (NodeKind.String, value);
        }
    }

    public static void Check(TreeBuilder tree, NodeEvent node, NodeKind kind, in YamlPlace place)
    {
        if (!node.Tag.IsEmpty && node.Tag.Value != "!" && node.Tag.Value != Core + (kind == NodeKind.Object ? "map" : "seq"))
            Unknown(tree, node.Tag.Value, kind == NodeKind.Object ? "the value is read as a mapping" : "the value is read as a sequence", place);
    }

    private static bool Fits(string tag, NodeKind kind, string text) => (tag[Core.Length..], kind) switch
    {
        ("int", NodeKind.Number) => !text.AsSpan().ContainsAny('.', 'e', 'E'),
        ("float", NodeKind.Number) or ("bool", NodeKind.Boolean) or ("null", NodeKind.Null) => true,
        _ => false,
    };

    private static void Unknown(TreeBuilder tree, string tag, string effect, in YamlPlace place) =>
        tree.Warn("document-yaml-tag", $"The tag '{Short(tag)}' means nothing in an API document; {effect}.", "Remove the tag.", place.Start, place.End);

    private static string Short(string tag) => tag.StartsWith(Core, StringComparison.Ordinal) ? "!!" + tag[Core.Length..] : tag;
}
