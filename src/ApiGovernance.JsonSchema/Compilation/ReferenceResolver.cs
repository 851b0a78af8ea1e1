using System.Text.Json;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Where a reference leads.</summary>
internal readonly record struct SchemaTarget(SchemaDocument Document, string Pointer, JsonElement Element)
{
    public SchemaResource Resource => Document.ResourceAt(Pointer);
}

/// <summary>Finds what a URI with fragment stands for among the registered documents.</summary>
internal sealed class ReferenceResolver(SchemaRegistry registry)
{
    public SchemaTarget? Resolve(SchemaResource from, string reference, out string? error)
    {
        (string uri, string? fragment) = UriReference.Split(reference);
        if (uri.Length == 0)
            return Within(from, fragment, out error);
        string absolute = UriReference.Resolve(from.Uri, uri);
        SchemaResource? resource = absolute == from.Uri ? from : registry.FindResource(absolute);
        if (resource is not null)
            return Within(resource, fragment, out error);
        error = $"'{reference}' refers to '{absolute}', which is not registered; nothing is fetched.";
        return null;
    }

    public SchemaTarget? ResolveAbsolute(string uriWithFragment, out string? error)
    {
        (string uri, string? fragment) = UriReference.Split(uriWithFragment);
        if (registry.FindResource(uri) is { } resource)
            return Within(resource, fragment, out error);
        error = $"The document '{uri}' is not registered.";
        return null;
    }

    public SchemaResource? FindResource(string uri) => registry.FindResource(UriReference.Split(uri).Uri);

    private static SchemaTarget? Within(SchemaResource resource, string? encoded, out string? error)
    {
        error = resource.Document.Problem;
        if (error is not null)
            return null;
        string fragment = Uri.UnescapeDataString(encoded ?? "");
        if (fragment.Length > 0 && fragment[0] != '/')
        {
            if (resource.Anchors.TryGetValue(fragment, out string? anchored)
                && JsonPointer.TryFollow(resource.Document.Root, anchored, out JsonElement atAnchor, out string anchorPointer))
            {
                return new SchemaTarget(resource.Document, anchorPointer, atAnchor);
            }

            error = $"'{resource.Uri}' has no anchor '{fragment}'.";
            return null;
        }

        // A key that contains '%' may come unencoded from a caller that thinks in JSON pointers.
        if (resource.Document.TryFollow(resource, fragment, out JsonElement found, out string canonical)
            || (fragment.Length > 0 && resource.Document.TryFollow(resource, encoded!, out found, out canonical)))
        {
            return new SchemaTarget(resource.Document, canonical, found);
        }

        error = $"'{resource.Uri}' has nothing at '#{fragment}'.";
        return null;
    }
}
