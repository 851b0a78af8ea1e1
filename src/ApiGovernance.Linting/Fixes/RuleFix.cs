using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Fixes;

/// <summary>
/// How findings of a rule can be mended by a program: `extensions: {x-apigov-fix: ...}` of the rule, which Spectral leaves alone. Only what
/// cannot change what the API does belongs there.
/// </summary>
/// <param name="Kind">`set`, `remove`, `replace`, `sort` or `apply`.</param>
/// <param name="Value">Of `set`: the value that the missing or wrong field gets. Of `sort`: the member by which items are ordered.</param>
/// <param name="Pattern">Of `replace`: what is replaced in a text.</param>
/// <param name="With">Of `replace`: by what. Of `apply`: the name of a fix that is written in code.</param>
internal sealed record RuleFix(FixKind Kind, DocumentNode? Value = null, string? Pattern = null, string? With = null)
{
    public const string Name = "x-apigov-fix";

    /// <returns>Null when the rule has none.</returns>
    /// <exception cref="RulesetValueException">It cannot be read.</exception>
    public static RuleFix? Read(DocumentNode? extensions)
    {
        if (extensions?[Name] is not { } fix)
            return null;
        string keys = string.Join(' ', fix.Members.Select(member => member.Name).Order(StringComparer.Ordinal));
        return keys switch
        {
            "set" => new RuleFix(FixKind.Set, fix["set"]),
            "remove" when fix["remove"]!.AsBoolean == true => new RuleFix(FixKind.Remove),
            "replace with" when fix["replace"]!.AsString is { } pattern && fix["with"]!.AsString is { } with => new RuleFix(FixKind.Replace, null, pattern, with),
            "sort" => new RuleFix(FixKind.Sort, fix["sort"]!.AsString is null ? null : fix["sort"]),
            "apply" when fix["apply"]!.AsString is { } name && NamedFixes.All.ContainsKey(name) => new RuleFix(FixKind.Apply, null, null, name),
            _ => throw new RulesetValueException(
                $"`{Name}` is `set: VALUE`, `remove: true`, `replace: TEXT` and `with: TEXT`, `sort: true` (or the member to sort by), or `apply: NAME` ({string.Join(", ", NamedFixes.All.Keys)}).", fix),
        };
    }
}

internal enum FixKind
{
    Set,
    Remove,
    Replace,
    Sort,
    Apply,
}
