using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>The members of all objects that are open, innermost last. A finished object takes its own away.</summary>
internal sealed class MemberStack(SourceText source)
{
    private Pending[] _members = new Pending[256];
    private int[] _lastObject = []; // by key: the object that had it last
    private int _objects;

    public KeyTable Keys { get; } = new();

    public int Count { get; private set; }

    public void Add(int key, int start, int end, DocumentNode value)
    {
        if (Count == _members.Length)
            Array.Resize(ref _members, Count * 2);
        _members[Count++] = new Pending(key, new DocumentMember(Keys[key], source, start, end, value));
    }

    /// <param name="merges">The object has a merge key.</param>
    public MemberList Take(int first, bool merges, TreeBuilder tree)
    {
        ReadOnlySpan<Pending> written = _members.AsSpan(first, Count - first);
        Count = first;
        DocumentMember[] members = HasDuplicates(written) ? LastOfEach(written, tree) : Values(written);
        return new MemberList(merges ? Merge(members) : members);
    }

    private static DocumentMember[] Values(ReadOnlySpan<Pending> written)
    {
        var members = new DocumentMember[written.Length];
        for (int i = 0; i < members.Length; i++)
            members[i] = written[i].Member;
        return members;
    }

    private bool HasDuplicates(ReadOnlySpan<Pending> written)
    {
        if (written.Length < 2)
            return false;
        if (_lastObject.Length < Keys.Count)
            Array.Resize(ref _lastObject, Math.Max(Keys.Count, _lastObject.Length * 2));
        _objects++;
        foreach (Pending member in written)
        {
            if (_lastObject[member.Key] == _objects)
                return true;
            _lastObject[member.Key] = _objects;
        }

        return false;
    }

    private static DocumentMember[] LastOfEach(ReadOnlySpan<Pending> written, TreeBuilder tree)
    {
        var members = new List<DocumentMember>(written.Length);
        var places = new Dictionary<int, int>(written.Length);
        string pointer = tree.Pointer();
        foreach (Pending next in written)
        {
            if (places.TryAdd(next.Key, members.Count))
            {
                members.Add(next.Member);
                continue;
            }

            SourceSpan first = members[places[next.Key]].NameSpan;
            string name = next.Member.Name;
            tree.Findings.Add(DocumentFindings.Error(
                "document-duplicate-key",
                $"The key '{name}' is written twice in one object (first at line {first.Line}, column {first.Column}); readers disagree which one counts.",
                "Remove one of them.",
                next.Member.NameSpan,
                JsonPointer.Append(pointer, name)));
            members[places[next.Key]] = next.Member;
        }

        return [.. members];
    }

    // https://yaml.org/type/merge.html: what the object says itself counts, then the earlier of several merged ones.
    private DocumentMember[] Merge(DocumentMember[] members)
    {
        HashSet<string> names = [.. members.Where(m => !IsMerge(m)).Select(m => m.Name)];
        return [.. members.SelectMany(m => IsMerge(m) ? Merged(m.Value).Where(inherited => names.Add(inherited.Name)) : [m])];
    }

    private bool IsMerge(DocumentMember member) =>
        member.Name == "<<" && source.Utf8.Span[member.NameStart] == '<'
        && (member.Value.IsObject || (member.Value is { IsArray: true, Items: var items } && items.All(item => item.IsObject)));

    private static IEnumerable<DocumentMember> Merged(DocumentNode value) =>
        value.IsObject ? value.Members : value.Items.SelectMany(item => item.Members);

    private readonly record struct Pending(int Key, DocumentMember Member);
}
