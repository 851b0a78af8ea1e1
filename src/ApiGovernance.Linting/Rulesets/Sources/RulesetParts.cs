using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>Reads the parts of a ruleset that are not rules: aliases, formats, functions.</summary>
internal sealed partial class RulesetParts(RulesetProblems problems, RulesetFiles files)
{
    private static readonly string[] ScriptEndings = [".js", ".mjs", ".cjs"];

    public RuleAliases Aliases(DocumentNode root, DocumentNode? written)
    {
        Dictionary<string, DocumentNode> aliases = new(StringComparer.Ordinal);
        foreach (DocumentMember alias in written?.Members ?? [])
        {
            if (Mistake(alias) is { } mistake)
                problems.Report("ruleset-alias", root, mistake.Node ?? alias.Value, $"Alias `{alias.Name}`: {mistake.Message} It is not defined.", "Write a path that begins with `$` or `#`, a list of paths, or `targets`.");
            else
                aliases[alias.Name] = alias.Value;
        }

        return aliases.Count == 0 ? RuleAliases.None : new RuleAliases(aliases);
    }

    /// <summary>Null when none are written. A name that is no format matches nothing.</summary>
    public FormatSet? Formats(DocumentNode root, DocumentNode? written)
    {
        if (written is null)
            return null;
        if (!written.IsArray)
            problems.Report("ruleset-shape", root, written, "`formats` is no list.", "Write e.g. `formats: [oas3]`.");
        FormatSet formats = FormatSet.Empty;
        foreach (DocumentNode name in written.Items)
        {
            FormatSet format = name.AsString is { } text ? RuleFormats.Find(text) : FormatSet.Empty;
            if (format.IsEmpty)
                problems.Report("ruleset-shape", root, name, $"`{name.Text}` is no format that is known here.", $"Use {RuleFormats.All}.");
            formats = formats.With(format);
        }

        return formats;
    }

    /// <summary>`functions` are names, or pairs of a name and the schema of its options; their files are in `functionsDir`.</summary>
    public IReadOnlyDictionary<string, DeclaredFunction> Functions(string path, DocumentNode root)
    {
        Dictionary<string, DeclaredFunction> functions = new(StringComparer.Ordinal);
        if (root["functions"] is { IsArray: false } wrong)
            problems.Report("ruleset-shape", root, wrong, "`functions` is no list.", "Write the names of the functions.");
        string folder = root["functionsDir"]?.AsString ?? "functions";
        foreach (DocumentNode item in root["functions"]?.Items ?? [])
        {
            DocumentNode name = item is { IsArray: true, Items.Count: 2 } ? item.Items[0] : item;
            if (string.IsNullOrEmpty(name.AsString))
            {
                problems.Report("ruleset-shape", root, item, "A function is a name, or a pair of a name and the schema of its options.", "Write e.g. `functions: [checkHeaders]`.");
                continue;
            }

            string[] candidates = [.. ScriptEndings.Select(ending => RulesetFiles.Beside(path, $"{folder}/{name.Text}{ending}"))];
            functions[name.Text![(name.Text!.LastIndexOf('/') + 1)..]] =
                new DeclaredFunction(candidates.FirstOrDefault(candidate => files.Open(candidate) is not null) ?? candidates[0], ReferenceEquals(name, item) ? null : item.Items[1]);
        }

        return functions;
    }

    private static RulesetValueException? Mistake(DocumentMember alias)
    {
        if (!AliasName().IsMatch(alias.Name))
            return new RulesetValueException("its name begins with a letter and has letters, digits, `_` and `-`.");
        if (!alias.Value.IsObject)
            return Paths(alias.Value);
        if (alias.Value["description"] is { AsString: null } description)
            return new RulesetValueException("its `description` is no text.", description);
        if (alias.Value["targets"] is not { IsArray: true, Items.Count: > 0 } targets)
            return new RulesetValueException("it has no `targets`, each with `formats` and `given`.", alias.Value["targets"]);
        foreach (DocumentNode target in targets.Items)
        {
            if (target["formats"] is not { IsArray: true } formats || target["given"] is not { } given)
                return new RulesetValueException("a target has a list of `formats` and a `given`.", target);
            if (formats.Items.FirstOrDefault(static format => format.AsString is not { } name || RuleFormats.Find(name).IsEmpty) is { } unknown)
                return new RulesetValueException($"`{unknown.Text}` is no format that is known here.", unknown);
            if (Paths(given) is { } mistake)
                return mistake;
        }

        return null;
    }

    private static RulesetValueException? Paths(DocumentNode node)
    {
        IReadOnlyList<DocumentNode> paths = node.IsArray ? node.Items : [node];
        if (paths.Count == 0)
            return new RulesetValueException("its list is empty.", node);
        return paths.FirstOrDefault(static path => path.AsString is not { Length: > 0 } text || text[0] is not ('$' or '#')) is { } wrong
            ? new RulesetValueException($"`{wrong.Text}` is no path: it begins with `$` or `#`.", wrong)
            : null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex AliasName();
}
