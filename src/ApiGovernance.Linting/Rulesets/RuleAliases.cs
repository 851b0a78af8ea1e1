using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>
/// The named paths of a ruleset. An alias is a path or a list of them, or has targets that hold for formats; it may use other aliases.
/// A path uses one by <c>#Name</c> at its beginning, and goes on behind it.
/// </summary>
internal sealed partial class RuleAliases(IReadOnlyDictionary<string, DocumentNode> aliases)
{
    private const int MaxPaths = 2_000;

    public static readonly RuleAliases None = new(new Dictionary<string, DocumentNode>(StringComparer.Ordinal));

    /// <summary>An alias may mean other paths for other formats.</summary>
    public bool DependOnFormats { get; } = aliases.Values.Any(static alias => alias.IsObject);

    public RuleAliases With(RuleAliases others) =>
        others.Count == 0 ? this : new RuleAliases(aliases.Concat(others.Definitions).GroupBy(static alias => alias.Key, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.Last().Value, StringComparer.Ordinal));

    private int Count => aliases.Count;

    private IReadOnlyDictionary<string, DocumentNode> Definitions => aliases;

    /// <summary>The paths that an expression stands for in a document of some formats.</summary>
    /// <param name="formats">Null: of every format, to check what stands there.</param>
    /// <exception cref="RulesetValueException">An alias does not exist, or is defined by itself.</exception>
    public IEnumerable<string> Expand(string expression, FormatSet? formats)
    {
        int left = MaxPaths;
        return Expand(expression, formats, [], ref left);
    }

    private List<string> Expand(string expression, FormatSet? formats, IReadOnlyList<string> way, ref int left)
    {
        // Aliases that use aliases twice double with each.
        if (--left < 0)
            throw new RulesetValueException($"its aliases stand for more than {MaxPaths} paths.");
        if (!expression.StartsWith('#'))
            return [expression];
        Match match = Use().Match(expression);
        string name = match.Groups[1].Value;
        if (!match.Success)
            throw new RulesetValueException($"`{expression}` uses no alias: its name has letters, digits, `_` and `-`.");
        if (way.Contains(name))
            throw new RulesetValueException($"the alias `{way[0]}` is circular ({string.Join(" -> ", [.. way, name])}).");
        if (!aliases.TryGetValue(name, out DocumentNode? alias))
        {
            throw new RulesetValueException(
                $"there is no alias `{name}`{(aliases.Count == 0 ? "" : $" (known: {string.Join(", ", aliases.Keys.Order(StringComparer.Ordinal))})")}.");
        }

        List<string> paths = [];
        foreach (string path in Paths(alias, formats))
            paths.AddRange(Expand(path + expression[match.Length..], formats, [.. way, name], ref left));
        return paths;
    }

    private static IEnumerable<string> Paths(DocumentNode alias, FormatSet? formats)
    {
        if (!alias.IsObject)
            return Texts(alias);
        IReadOnlyList<DocumentNode> targets = alias["targets"]?.Items ?? [];
        if (formats is null)
            return targets.SelectMany(target => Texts(target["given"]));
        DocumentNode? last = targets.LastOrDefault(target => Texts(target["formats"]).Any(format => formats.Value.Overlaps(RuleFormats.Find(format))));
        return Texts(last?["given"]);
    }

    private static IEnumerable<string> Texts(DocumentNode? node) => node switch
    {
        null => [],
        { IsArray: true } => node.Items.Select(item => item.AsString).OfType<string>(),
        _ => node.AsString is { } text ? [text] : [],
    };

    [GeneratedRegex("^#([A-Za-z0-9_-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Use();
}
