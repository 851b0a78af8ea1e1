namespace ApiGovernance.OpenApi.Documents;

/// <summary>What the author of a dangling pointer may have meant.</summary>
internal static class NearName
{
    public static string Advice(DocumentBundle bundle, string baseUri, string reference, string fragment)
    {
        if (fragment.Length == 0)
            return "Correct the reference.";
        if (fragment[0] != '/')
            return $"Define '{fragment}' or correct the reference.";

        string file = reference[..reference.IndexOf('#', StringComparison.Ordinal)];
        ResolvedNode? at = bundle.Resolve(baseUri, file + "#");
        foreach (string name in JsonPointer.Parse(fragment)!)
        {
            if (at is null)
                break;
            if (JsonPointer.Child(at.Node, name) is { } child)
            {
                at = new ResolvedNode(at.DocumentUri, JsonPointer.Append(at.Pointer, name), child);
                continue;
            }

            return at.Node.Members.Select(m => m.Name).FirstOrDefault(known => Alike(known, name)) is { } near
                ? $"Write '{near}' instead of '{name}', or define '{fragment}'."
                : $"Define '{fragment}' or correct the reference.";
        }

        return $"Define '{fragment}' or correct the reference.";
    }

    // Case, plural and separators are what people get wrong.
    private static bool Alike(string one, string other) => Bare(one).Equals(Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).TrimEnd('s');
}
