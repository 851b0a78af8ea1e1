using System.Runtime.CompilerServices;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>
/// The places that the references of a bundle name, as (file, pointer). A reference to what it stands in is not counted: what only
/// refers to itself is not used. A place inside counts for what it lies in.
/// </summary>
internal sealed class ReferencedPlaces
{
    private static readonly ConditionalWeakTable<DocumentBundle, ReferencedPlaces> Known = [];

    private readonly HashSet<(string DocumentUri, string Pointer)> _places = [];
    private readonly Dictionary<(string Base, string Text), (string DocumentUri, string Pointer)?> _resolved = [];
    private readonly DocumentBundle _bundle;

    private ReferencedPlaces(DocumentBundle bundle)
    {
        _bundle = bundle;
        foreach (SourceDocument document in bundle.Documents.Values)
            Scan(document);
    }

    public static ReferencedPlaces Of(DocumentBundle bundle) => Known.GetValue(bundle, static key => new ReferencedPlaces(key));

    public bool Contains(string documentUri, string pointer) => _places.Contains((documentUri, pointer));

    private void Scan(SourceDocument document)
    {
        // What is open on the way down. Its own stack: documents may be deep.
        List<(DocumentNode Node, int Next)> open = [(document.Root, 0)];
        while (open.Count > 0)
        {
            (DocumentNode node, int next) = open[^1];
            if (next == 0 && node.IsObject)
                Note(document, node, open);
            int count = node.IsArray ? node.Items.Count : node.Members.Count;
            if (next >= count)
            {
                open.RemoveAt(open.Count - 1);
                continue;
            }

            open[^1] = (node, next + 1);
            DocumentNode child = node.IsArray ? node.Items[next] : node.Members[next].Value;
            if (child.Kind is NodeKind.Object or NodeKind.Array)
                open.Add((child, 0));
        }
    }

    private void Note(SourceDocument document, DocumentNode node, List<(DocumentNode Node, int Next)> open)
    {
        if (node["$ref"]?.AsString is { } reference)
            Note(document, reference, open);
        foreach (DocumentMember mapped in node["discriminator"]?["mapping"]?.Members ?? [])
        {
            // A mapping names a schema without `$ref`, by its name or by a reference.
            if (mapped.Value.AsString is not { } value)
                continue;
            if (_bundle.ResolveMapping(new ResolvedNode(document.Uri, Pointer(open), node["discriminator"]!), value) is { } schema)
                Add(schema.DocumentUri, schema.Pointer);
        }
    }

    private void Note(SourceDocument document, string reference, List<(DocumentNode Node, int Next)> open)
    {
        string @base = document.Uri;
        if (open.Exists(static frame => frame.Node["$id"]?.AsString is not null))
            @base = _bundle.BaseOf(new ResolvedNode(document.Uri, Pointer(open), open[^1].Node));
        if (!_resolved.TryGetValue((@base, reference), out (string DocumentUri, string Pointer)? place))
        {
            ResolvedNode? target = _bundle.Resolve(@base, reference);
            _resolved[(@base, reference)] = place = target is null ? null : (target.DocumentUri, target.Pointer);
        }

        if (place is { } known && !(known.DocumentUri == document.Uri && LiesIn(open, known.Pointer)))
            Add(known.DocumentUri, known.Pointer);
    }

    private void Add(string documentUri, string pointer)
    {
        while (_places.Add((documentUri, pointer)) && pointer.LastIndexOf('/') is > 0 and var last)
            pointer = pointer[..last];
    }

    /// <summary>Whether the pointer names something that is open.</summary>
    private static bool LiesIn(List<(DocumentNode Node, int Next)> open, string pointer)
    {
        int at = 0;
        for (int i = 0; i + 1 < open.Count && at < pointer.Length; i++)
        {
            (DocumentNode node, int next) = open[i];
            string step = node.IsArray ? JsonPointer.Append("", next - 1) : JsonPointer.Append("", node.Members[next - 1].Name);
            if (string.CompareOrdinal(pointer, at, step, 0, step.Length) != 0)
                return false;
            at += step.Length;
            if (at < pointer.Length && pointer[at] != '/')
                return false;
        }

        return at == pointer.Length && pointer.Length > 0;
    }

    private static string Pointer(List<(DocumentNode Node, int Next)> open)
    {
        string pointer = "";
        for (int i = 0; i + 1 < open.Count; i++)
        {
            (DocumentNode node, int next) = open[i];
            pointer = node.IsArray ? JsonPointer.Append(pointer, next - 1) : JsonPointer.Append(pointer, node.Members[next - 1].Name);
        }

        return pointer;
    }
}
