using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Names the places of a contract so that the names outlive moved lines and the order of the operations.</summary>
internal static class SchemaPlace
{
    private static readonly string[] Components = ["/components/schemas/", "/definitions/"];

    /// <summary>The named schema that stands exactly at a place.</summary>
    public static string? ComponentOf(ResolvedNode place) => Split(place.Pointer) is (var name, "") ? name : null;

    /// <summary>The named schema at or around a place and the way from there; else the pointer, with the file where it is not the root.</summary>
    public static string AnchorOf(ApiContract contract, ResolvedNode place)
    {
        string file = place.DocumentUri == contract.Bundle.Root.Uri ? "" : contract.Bundle.Documents[place.DocumentUri].Path + "#";
        return Split(place.Pointer) is var (name, rest) ? $"{file}{name}{rest}" : file + place.Pointer;
    }

    /// <summary>For people: the named schema, or the operation and which of its bodies.</summary>
    public static string Describe(ApiContract contract, ResolvedNode place)
    {
        if (ComponentOf(place) is { } component)
            return component;
        IReadOnlyList<string> names = JsonPointer.Parse(place.Pointer) ?? [];
        return names switch
        {
            ["paths", var path, var method, "requestBody", ..] => $"{method.ToUpperInvariant()} {path} request",
            ["paths", var path, var method, "responses", var status, ..] => $"{method.ToUpperInvariant()} {path} response {status}",
            ["components", "requestBodies", var name, ..] => $"{name} request body",
            ["components", "responses", var name, ..] => $"{name} response body",
            ["paths", var path, var method, ..] => $"{method.ToUpperInvariant()} {path}",
            _ => AnchorOf(contract, place),
        };
    }

    private static (string Name, string Inner)? Split(string pointer)
    {
        foreach (string prefix in Components)
        {
            if (!pointer.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            int end = pointer.IndexOf('/', prefix.Length);
            string name = end < 0 ? pointer[prefix.Length..] : pointer[prefix.Length..end];
            name = name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            return (name, end < 0 ? "" : pointer[end..]);
        }

        return null;
    }
}
