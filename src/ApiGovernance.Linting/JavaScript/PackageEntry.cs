using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Which file of an npm package answers: `exports` with its conditions, else `module` or `main`.</summary>
internal static class PackageEntry
{
    /// <param name="inside">The path below the package's name; empty for the package itself.</param>
    public static string? Of(DocumentNode description, string inside, bool required)
    {
        if (description["exports"] is { } exports)
        {
            bool subpaths = exports.IsObject && exports.Members.Any(member => member.Name.StartsWith('.'));
            string key = inside.Length == 0 ? "." : "./" + inside;
            return subpaths ? Subpath(exports, key, required) : inside.Length == 0 ? Condition(exports, required) : null;
        }

        if (inside.Length > 0)
            return inside;
        return (required ? null : description["module"]?.AsString) ?? description["main"]?.AsString;
    }

    private static string? Subpath(DocumentNode exports, string key, bool required)
    {
        if (exports[key] is { } exact)
            return Condition(exact, required);
        foreach (DocumentMember member in exports.Members)
        {
            int star = member.Name.IndexOf('*', StringComparison.Ordinal);
            if (star < 0 || !key.StartsWith(member.Name[..star], StringComparison.Ordinal) || !key.EndsWith(member.Name[(star + 1)..], StringComparison.Ordinal))
                continue;
            string middle = key[star..^(member.Name.Length - star - 1)];
            return Condition(member.Value, required)?.Replace("*", middle, StringComparison.Ordinal);
        }

        return null;
    }

    private static string? Condition(DocumentNode target, bool required) => target switch
    {
        { Kind: NodeKind.String } => target.Text,
        { IsArray: true } => target.Items.Select(item => Condition(item, required)).FirstOrDefault(path => path is not null),
        _ => target.Members.Where(member => member.Name is "default" or "node" || member.Name == (required ? "require" : "import"))
            .Select(member => Condition(member.Value, required)).FirstOrDefault(path => path is not null),
    };
}
