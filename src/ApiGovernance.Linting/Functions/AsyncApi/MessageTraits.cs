using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>A message of 2.x with its traits applied, one after the other, by JSON Merge Patch (RFC 7396).</summary>
internal sealed class MessageTraits(ViewNode message)
{
    /// <summary>Schemas may contain themselves; below this, what a trait has replaces what was there.</summary>
    private const int MaxDepth = 32;

    public ViewNode this[string member]
    {
        get
        {
            ViewNode merged = message[member];
            foreach (ViewNode trait in message["traits"].Items())
            {
                if (trait[member] is { Exists: true } patch)
                    merged = message.View[Merge(merged.Node, patch.Node!, 0)];
            }

            return merged;
        }
    }

    private DocumentNode Merge(DocumentNode? origin, DocumentNode patch, int depth)
    {
        DocumentView view = message.View;
        patch = view.Follow(patch);
        if (!patch.IsObject || origin is not { IsObject: true } || depth == MaxDepth)
            return patch;
        List<DocumentMember> members = [.. origin.Members.Where(member => patch[member.Name] is null)];
        foreach (DocumentMember member in patch.Members.Where(member => member.Value.Kind != NodeKind.Null))
            members.Add(new DocumentMember(member.Name, member.NameSpan, Merge(view.Child(origin, member.Name), member.Value, depth + 1)));
        return DocumentNode.Object(origin.Span, members);
    }
}
