using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the tags that a document declares.</summary>
internal static class TagReader
{
    public static IReadOnlyList<ApiTag> Read(ContractReading reading, ResolvedNode? list)
    {
        if (list is null)
            return [];
        if (!list.Node.IsArray)
        {
            reading.Error("contract-shape", "'tags' is not a list, so it is left out.", "Write it as a list of objects.", list);
            return [];
        }

        var read = new Dictionary<string, ApiTag>(StringComparer.Ordinal);
        foreach (ResolvedNode item in list.Items())
        {
            if (reading.Object(item, "A tag") is not { } tag)
                continue;
            if (tag.Node["name"]?.AsString is not { } name)
                reading.Warning("contract-tag", "A tag has no name, so it is left out.", "Give it a 'name'.", tag);
            else if (!read.TryAdd(name, Make(reading, name, tag)))
                reading.Warning("contract-tag", $"The tag '{name}' is declared twice.", "Remove one of them.", tag.Member("name")!);
        }

        return [.. read.Values.Select(tag => tag.Parent is null || CheckParent(reading, read, tag) ? tag : tag with { Parent = null })];
    }

    private static ApiTag Make(ContractReading reading, string name, ResolvedNode tag) => new()
    {
        Name = name,
        Parent = reading.Format == ContractFormat.OpenApi32 ? tag.Node["parent"]?.AsString : null,
        Node = tag.Node,
        Pointer = tag.Pointer,
        DocumentUri = tag.DocumentUri,
    };

    // OpenAPI 3.2, 4.22: the parent exists, and circles do not.
    private static bool CheckParent(ContractReading reading, Dictionary<string, ApiTag> tags, ApiTag tag)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { tag.Name };
        for (string? parent = tag.Parent; parent is not null; parent = tags[parent].Parent)
        {
            bool circle = parent == tag.Name;
            if (tags.ContainsKey(parent) && seen.Add(parent))
                continue;
            if (!circle && tags.ContainsKey(parent))
                return true; // a circle above: told there
            if (!circle && parent != tag.Parent)
                return true; // an undeclared one above: told there
            reading.Warning(
                "contract-tag",
                circle ? $"The tag '{tag.Name}' is its own ancestor." : $"The tag '{tag.Name}' has the parent '{parent}', which is not declared.",
                circle ? "Break the circle." : "Declare the parent or correct its name.",
                tag.Place.Member("parent")!);
            return false;
        }

        return true;
    }
}
