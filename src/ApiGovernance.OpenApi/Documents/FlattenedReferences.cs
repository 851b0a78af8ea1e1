using System.Globalization;
using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// What references must say once all files are one document. Below an <c>$id</c> nothing can say "the document around me", so a resource
/// that refers to what has no identifier of its own loses its <c>$id</c>, and what referred to that leads to the place instead.
/// </summary>
internal sealed class FlattenedReferences
{
    private readonly DocumentBundle _bundle;
    private readonly Dictionary<string, string> _places;
    private readonly HashSet<EmbeddedResource> _dissolved = [];

    private FlattenedReferences(DocumentBundle bundle, Dictionary<string, string> places) => (_bundle, _places) = (bundle, places);

    /// <param name="places">The pointer at which each file is put, by its URI.</param>
    public static NodeChanges Of(DocumentBundle bundle, Dictionary<string, string> places)
    {
        var flattened = new FlattenedReferences(bundle, places);
        while (flattened.Dissolve())
        {
        }

        return flattened.Rewrite();
    }

    private IEnumerable<(DocumentIndex Index, DocumentReference Reference)> References() =>
        from document in _bundle.DocumentsInOrder
        let index = _bundle.IndexOf(document)
        from reference in index.References
        select (index, reference);

    private bool Dissolve()
    {
        int before = _dissolved.Count;
        foreach ((DocumentIndex index, DocumentReference reference) in References())
        {
            if (Around(index, reference.Pointer) is { } resource && NeedsRewriting(index, reference) is not null)
                _dissolved.Add(resource);
        }

        return _dissolved.Count > before;
    }

    private NodeChanges Rewrite()
    {
        var changes = new NodeChanges();
        foreach (SourceDocument document in _bundle.DocumentsInOrder)
        {
            foreach (EmbeddedResource resource in _bundle.IndexOf(document).Resources.Where(r => r.Place.Node["$id"] is not null))
            {
                if (_dissolved.Contains(resource))
                    changes.Drop(resource.Place.Node, "$id");
                else if (DocumentReader.PathOf(resource.Uri) is not null)
                    changes.Replace(resource.Place.Node["$id"]!, resource.Uri);
            }
        }

        foreach ((DocumentIndex index, DocumentReference reference) in References())
        {
            if (NeedsRewriting(index, reference) is not { } target)
                continue;
            string text = Text(reference, target);
            if (reference.Use == ReferenceUse.Security && JsonPointer.Evaluate(_bundle.Documents[index.DocumentUri].Root, reference.Pointer) is { } owner)
                changes.Rename(owner, reference.Value.Text!, text);
            else
                changes.Replace(reference.Value, text);
        }

        return changes;
    }

    /// <summary>Where the reference leads, if what is written would no longer lead there.</summary>
    private ResolvedNode? NeedsRewriting(DocumentIndex index, DocumentReference reference)
    {
        string text = reference.Value.Text!;
        if (reference.Use == ReferenceUse.Mapping && _bundle.NamedSchema(text) is not null)
            return null;
        // A dangling reference stays as it is: the finding about it quotes it so.
        if (_bundle.Resolve(reference.BaseUri, text) is not { } target)
            return null;

        ReferenceTarget parts = ReferenceTarget.Of(reference.BaseUri, text);
        EmbeddedResource? around = Around(index, reference.Pointer);
        if (parts.Kind == ReferenceTargetKind.Here)
        {
            bool sameBase = around is null ? index.DocumentUri == _bundle.Root.Uri && index.ResourceOf(reference.Pointer) is not { Place.Pointer.Length: > 0 }
                : around.Uri == reference.BaseUri;
            return sameBase ? null : target;
        }

        return IsIdentified(parts.DocumentUri) ? null : target;
    }

    /// <summary>An <c>$id</c> that is still there has this URI.</summary>
    private bool IsIdentified(string uri) => _bundle.DocumentsInOrder.Any(document =>
        _bundle.IndexOf(document).Resources.Any(r => r.Uri == uri && r.Place.Node["$id"] is not null && !_dissolved.Contains(r)));

    /// <summary>The innermost schema with an <c>$id</c> around a place, of those that keep it.</summary>
    private EmbeddedResource? Around(DocumentIndex index, string pointer)
    {
        EmbeddedResource? resource = index.ResourceOf(pointer);
        while (resource is not null && (_dissolved.Contains(resource) || resource.Place.Node["$id"] is null))
        {
            string at = resource.Place.Pointer;
            resource = at.Length == 0 ? null : index.ResourceOf(at[..at.LastIndexOf('/')]);
        }

        return resource;
    }

    private string Text(DocumentReference reference, ResolvedNode target)
    {
        // Written as a pointer it would not be dynamic any more.
        string fragment = ReferenceTarget.Of(reference.BaseUri, reference.Value.Text!).Fragment;
        return reference.Use == ReferenceUse.Dynamic && fragment.Length > 0 && fragment[0] != '/'
            ? "#" + fragment
            : "#" + Encode(_places[target.DocumentUri] + target.Pointer);
    }

    // A pointer in a fragment is percent-encoded (RFC 6901, 6): everything that RFC 3986 does not let stand there.
    private static string Encode(string pointer)
    {
        var text = new StringBuilder(pointer.Length);
        foreach (byte value in Encoding.UTF8.GetBytes(pointer))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || "/-._~!$&'()*+,;=:@?".Contains((char)value, StringComparison.Ordinal))
                text.Append((char)value);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return text.ToString();
    }
}
