using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// What is the same on both sides to the letter, with all that it refers to: most of two consecutive versions, which is then not compared
/// any further. What it says is equal is equal; what differs in spelling only is left to the comparison.
/// </summary>
internal sealed class SameMeaning
{
    private static readonly string[] Identifiers = ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$recursiveAnchor"];

    private readonly NodeDigests? _before;
    private readonly NodeDigests? _after;

    public SameMeaning(DocumentBundle before, DocumentBundle after)
    {
        Side old = new(before), now = new(after);
        // Where references depend on more than their text, nothing is said.
        if (!old.IsPlain || !now.IsPlain)
            return;
        HashSet<string> changed = Changed(old, now);
        _before = old.Digests(changed, 1);
        _after = now.Digests(changed, 2);
    }

    private SameMeaning()
    {
    }

    /// <summary>Nothing is known to be the same.</summary>
    public static SameMeaning Unknown { get; } = new();

    public bool Holds(DocumentNode before, DocumentNode after) => _before is not null && _before.Of(before) == _after!.Of(after);

    private static HashSet<string> Changed(Side old, Side now)
    {
        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach (string key in old.Parts.Keys.Union(now.Parts.Keys))
        {
            if (!old.Parts.TryGetValue(key, out Part? was) || !now.Parts.TryGetValue(key, out Part? part) || was.Digest != part.Digest)
                changed.Add(key);
        }

        // What refers to something changed has changed.
        ILookup<string, string> referrers = old.Parts.SelectMany(part => part.Value.References.Select(target => (target, part.Key))).ToLookup(pair => pair.target, pair => pair.Key, StringComparer.Ordinal);
        Queue<string> open = new(changed);
        while (open.TryDequeue(out string? key))
        {
            foreach (string referrer in referrers[key].Where(changed.Add))
                open.Enqueue(referrer);
        }

        return changed;
    }

    private sealed record Part(NodeDigest Digest, HashSet<string> References);

    /// <summary>The parts of one side that references lead to, by where they stand.</summary>
    private sealed class Side
    {
        private readonly DocumentBundle _bundle;
        private readonly Dictionary<DocumentNode, string> _keys = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<(string, string), ResolvedNode?> _resolved = [];

        public Side(DocumentBundle bundle)
        {
            _bundle = bundle;
            Dictionary<string, ResolvedNode> targets = new(StringComparer.Ordinal);
            foreach (SourceDocument document in bundle.Documents.Values)
                Collect(document.Root, document.Uri, targets, null);
            NodeDigests digests = new(value => NodeDigests.OfText(_keys.GetValueOrDefault(value) ?? value.Text ?? ""));
            foreach ((string key, ResolvedNode target) in IsPlain ? targets : [])
            {
                HashSet<string> references = new(StringComparer.Ordinal);
                Collect(target.Node, target.DocumentUri, null, references);
                Parts[key] = new Part(digests.Of(target.Node), references);
            }
        }

        public bool IsPlain { get; private set; } = true;

        public Dictionary<string, Part> Parts { get; } = new(StringComparer.Ordinal);

        public NodeDigests Digests(HashSet<string> changed, ulong side) => new(value =>
        {
            string key = _keys.GetValueOrDefault(value) ?? value.Text ?? "";
            return changed.Contains(key) || !Parts.ContainsKey(key) ? new NodeDigest(side, (ulong)key.Length) : NodeDigests.OfText(key);
        });

        private void Collect(DocumentNode node, string documentUri, Dictionary<string, ResolvedNode>? targets, HashSet<string>? references)
        {
            if (node.IsArray)
            {
                foreach (DocumentNode item in node.Items)
                    Collect(item, documentUri, targets, references);
                return;
            }

            foreach (DocumentMember member in node.Members)
            {
                if (member.Name == "$ref" && member.Value.AsString is { } text)
                    Reference(member.Value, text, documentUri, targets, references);
                else if (member.Value.IsObject || member.Value.IsArray)
                    Collect(member.Value, documentUri, targets, references);
                // A discriminator in a base schema speaks of schemas that it does not refer to.
                if ((member.Name.Length > 0 && member.Name[0] == '$' && Identifiers.Contains(member.Name))
                    || (member.Name == "discriminator" && node["oneOf"] is null && node["anyOf"] is null))
                    IsPlain = false;
            }
        }

        private void Reference(DocumentNode value, string text, string documentUri, Dictionary<string, ResolvedNode>? targets, HashSet<string>? references)
        {
            if (!_keys.TryGetValue(value, out string? key))
            {
                ResolvedNode? target = Resolve(documentUri, text);
                _keys[value] = key = target is null ? $"? {text}" : $"{target.DocumentUri}#{target.Pointer}";
                if (target is not null)
                    targets?.TryAdd(key, target);
            }

            references?.Add(key);
        }

        private ResolvedNode? Resolve(string documentUri, string text)
        {
            if (!_resolved.TryGetValue((documentUri, text), out ResolvedNode? target))
                _resolved[(documentUri, text)] = target = _bundle.Resolve(documentUri, text);
            return target;
        }
    }
}
