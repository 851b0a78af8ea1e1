using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>A kind of document that rules can be for.</summary>
/// <param name="Name">As rulesets write it.</param>
/// <param name="Title">For people.</param>
/// <param name="Matches">Of the root, an object.</param>
internal sealed record DocumentFormat(string Name, string Title, Func<DocumentNode, bool> Matches)
{
    /// <summary>A format whose documents say their version in a member of the root.</summary>
    public static DocumentFormat OfVersion(string name, string title, string member, string version) =>
        new(name, title, root => IsVersion(root[member]?.Text, version));

    private static bool IsVersion(string? text, string version) =>
        text is not null && text.StartsWith(version, StringComparison.Ordinal) && (text.Length == version.Length || text[version.Length] == '.');
}
