using System.Collections;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>The members of an object in the text's order, with a look-up that is built when a large object is first asked.</summary>
internal sealed class MemberList(DocumentMember[] members) : IReadOnlyList<DocumentMember>
{
    // Below this a scan beats a hash table; `paths` and `schemas` of real documents have thousands of members.
    private const int IndexedFrom = 12;

    private Dictionary<string, DocumentNode>? _index;

    public int Count => members.Length;

    public DocumentMember this[int index] => members[index];

    public DocumentNode? Find(string name)
    {
        if (members.Length >= IndexedFrom)
            return (_index ??= BuildIndex()).GetValueOrDefault(name);

        foreach (DocumentMember member in members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return member.Value;
        }

        return null;
    }

    public IEnumerator<DocumentMember> GetEnumerator() => ((IEnumerable<DocumentMember>)members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => members.GetEnumerator();

    // Two threads may build it twice; both results are equal and assignment is atomic.
    private Dictionary<string, DocumentNode> BuildIndex()
    {
        var index = new Dictionary<string, DocumentNode>(members.Length, StringComparer.Ordinal);
        foreach (DocumentMember member in members)
            index[member.Name] = member.Value;
        return index;
    }
}
