using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Baselines;

/// <summary>Names for the items of arrays that survive reordering.</summary>
internal sealed class ItemNames
{
    // What tells items of one array apart, the most telling first.
    private static readonly string[] Keys = ["$ref", "name", "operationId", "id", "url", "title"];

    private const int Longest = 200;

    private readonly Dictionary<DocumentNode, string[]> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The pointer with the names of items in place of their indexes, e.g. <c>/paths/~1orders/get/parameters/[query:limit]</c>.</summary>
    public string Canonical(DocumentNode root, string pointer)
    {
        // Most places lead through no array; a digit behind a slash may also be a status code.
        if (!MayHaveIndex(pointer) || JsonPointer.Parse(pointer) is not { } names)
            return pointer;
        string canonical = "";
        DocumentNode? node = root;
        foreach (string name in names)
        {
            DocumentNode? child = node is null ? null : JsonPointer.Child(node, name);
            canonical = child is not null && node!.IsArray
                ? JsonPointer.Append(canonical, Of(node)[int.Parse(name, CultureInfo.InvariantCulture)])
                : JsonPointer.Append(canonical, name);
            node = child;
        }

        return canonical;
    }

    private static bool MayHaveIndex(string pointer)
    {
        for (int i = pointer.IndexOf('/', StringComparison.Ordinal); i >= 0 && i + 1 < pointer.Length; i = pointer.IndexOf('/', i + 1))
        {
            if (char.IsAsciiDigit(pointer[i + 1]))
                return true;
        }

        return false;
    }

    private string[] Of(DocumentNode array)
    {
        if (_known.TryGetValue(array, out string[]? known))
            return known;
        string[] names = new string[array.Items.Count];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = $"[{Name(array.Items[i]) ?? i.ToString(CultureInfo.InvariantCulture)}]";
            int occurrence = seen[name] = seen.GetValueOrDefault(name) + 1;
            names[i] = occurrence == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{occurrence}");
        }

        return _known[array] = names;
    }

    private static string? Name(DocumentNode item)
    {
        string? name = item switch
        {
            { IsArray: true } => null,
            { IsObject: false } => item.Text,
            _ when item["name"]?.AsString is { } parameter && item["in"]?.AsString is { } place => $"{place}:{parameter}",
            _ => Keys.Select(key => item[key]?.AsString).FirstOrDefault(text => text is not null)
                // A security requirement.
                ?? (item.Members.Count == 1 ? item.Members[0].Name : null),
        };
        return name is { Length: > Longest } ? name[..Longest] : name;
    }
}
