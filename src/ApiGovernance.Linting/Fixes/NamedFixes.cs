using System.Text;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Fixes;

/// <summary>Fixes that take more than a value: named by rulesets with `apply`.</summary>
internal static class NamedFixes
{
    public delegate NamedChange? NamedFix(LintTarget target, DocumentPlace place, FunctionResult result);

    public static IReadOnlyDictionary<string, NamedFix> All { get; } = new Dictionary<string, NamedFix>(StringComparer.Ordinal)
    {
        ["operation-id"] = OperationId,
        ["declare-tag"] = DeclareTag,
        ["remove-ref-siblings"] = RemoveReferenceSiblings,
        ["xml-node-type"] = XmlNodeType,
        ["remove-duplicates"] = RemoveDuplicates,
    };

    /// <summary>`operationId` from method and path: `GET /orders/{id}` becomes `getOrdersById`.</summary>
    private static NamedChange? OperationId(LintTarget target, DocumentPlace place, FunctionResult result)
    {
        if (!place.Node.IsObject || place.Node["operationId"] is not null || place.Parent?.Name is not { } path || !path.StartsWith('/'))
            return null;
        string name = Name(place.Name, path);
        HashSet<string> taken = [.. target.Root["paths"].Members().SelectMany(item => item.Value.Members()).Select(operation => operation.Value["operationId"].AsString).OfType<string>()];
        if (taken.Contains(name))
            return null;
        return new NamedChange($"add operationId {name}", (edit, _) =>
        {
            edit.AddMember(place.Node, "operationId", edit.Spell(name));
            return true;
        });
    }

    private static string Name(string method, string path)
    {
        StringBuilder name = new(method);
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            bool parameter = segment.StartsWith('{');
            string[] words = segment.Trim('{', '}').Split(['-', '_', '.', ' ', '{', '}', ':', '~'], StringSplitOptions.RemoveEmptyEntries);
            name.Append(parameter ? "By" : "").Append(string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        }

        return name.ToString();
    }

    /// <summary>A tag that an operation uses gets its entry among the document's tags.</summary>
    private static NamedChange? DeclareTag(LintTarget target, DocumentPlace place, FunctionResult result)
    {
        DocumentNode root = target.View.Root.Node;
        if (place.Node.AsString is not { Length: > 0 } tag || place.DocumentUri != target.View.Root.DocumentUri)
            return null;
        return new NamedChange($"declare tag {tag}", (edit, _) =>
        {
            string entry = $"{{{edit.Spell("name")}: {edit.Spell(tag)}}}";
            if (root["tags"] is { IsArray: true } tags)
                edit.AddItem(tags, entry);
            else if (root["tags"] is null)
                edit.AddMember(root, "tags", $"[{entry}]");
            else
                return false;
            return true;
        });
    }

    /// <summary>What stands beside a `$ref` where nothing may: it has no effect.</summary>
    private static NamedChange? RemoveReferenceSiblings(LintTarget target, DocumentPlace place, FunctionResult result)
    {
        (DocumentNode? owner, string name) = place.Owner(target.View);
        return owner?["$ref"] is not null && name != "$ref" ? new NamedChange($"remove `{name}` beside $ref", (edit, _) => FixBuilder.Remove(edit, owner, name)) : null;
    }

    /// <summary>OpenAPI 3.2: `attribute: true` is `nodeType: attribute`.</summary>
    private static NamedChange? XmlNodeType(LintTarget target, DocumentPlace place, FunctionResult result)
    {
        DocumentNode xml = place.Node.IsObject ? place.Node : place.Parent!.Node;
        if (xml["attribute"]?.AsBoolean is not { } attribute || xml["nodeType"] is not null)
            return null;
        DocumentMember member = xml.Members.First(one => one.Name == "attribute");
        return new NamedChange("write nodeType", (edit, _) =>
        {
            edit.Rename(member, "nodeType");
            edit.Replace(member.Value, attribute ? "attribute" : "element");
            return true;
        });
    }

    /// <summary>Of equal scalars of a list, the first stays.</summary>
    private static NamedChange? RemoveDuplicates(LintTarget target, DocumentPlace place, FunctionResult result)
    {
        DocumentNode list = place.Node;
        HashSet<(NodeKind, string?)> seen = [];
        for (int i = 0; i < list.Items.Count; i++)
        {
            int index = i;
            DocumentNode item = list.Items[i];
            // One at a time: what two removals touch may overlap, and there is a next round.
            if (item.Kind is not (NodeKind.Object or NodeKind.Array) && !seen.Add((item.Kind, item.Text)))
            {
                return new NamedChange($"remove the second {PrintedValue.Of(item)}", (edit, _) =>
                {
                    edit.RemoveItem(list, index);
                    return true;
                });
            }
        }

        return null;
    }
}

/// <param name="What">In a few words.</param>
/// <param name="Apply">Writes the change; false where it cannot be made safely.</param>
internal sealed record NamedChange(string What, Func<DocumentEdit, SourceDocument, bool> Apply);
