using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets.Overrides;

/// <summary>Reads `overrides`, and `except`, which is the older way to switch rules off for files.</summary>
/// <param name="layer">Reads what an override says of whole files: it is a ruleset of its own.</param>
internal sealed class OverrideReader(string path, RulesetProblems problems, Func<DocumentNode, RulesetDefinition> layer)
{
    private static readonly string[] Members = ["files", "rules", "extends", "formats", "aliases", "parserOptions"];

    private readonly string _folder = Path.GetDirectoryName(RulesetFiles.IsUrl(path) ? Path.GetFullPath(".") + "/" : Path.GetFullPath(path)) ?? "";

    public IReadOnlyList<RulesetOverride> Read(DocumentNode root)
    {
        List<RulesetOverride> overrides = [];
        if (root["overrides"] is { } written)
        {
            if (!written.IsArray || written.Items.Count == 0)
                Report(root, written, "`overrides` is no list, or an empty one.", "Write `overrides: [{files: [...], rules: {...}}]`.");
            foreach (DocumentNode item in written.Items)
            {
                if (One(root, item) is { } one)
                    overrides.Add(one);
            }
        }

        if (root["except"] is { } except)
        {
            if (!except.IsObject)
                Report(root, except, "`except` is no object.", "Write `overrides` instead.");
            foreach (DocumentMember member in except.Members)
            {
                if (Exception(root, member) is { } one)
                    overrides.Add(one);
            }
        }

        return overrides;
    }

    private RulesetOverride? One(DocumentNode root, DocumentNode item)
    {
        if (item["files"] is not { IsArray: true, Items.Count: > 0 } files || files.Items.Any(static file => string.IsNullOrEmpty(file.AsString)))
        {
            Report(root, item["files"] ?? item, "an override has a list of `files`, each a pattern.", "Write `files: [\"v2/**/*.yaml\"]`.");
            return null;
        }

        if (item.Members.FirstOrDefault(static member => !Members.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal)) is { } unknown)
        {
            Report(root, unknown.Value, $"an override has no `{unknown.Name}`.", $"Use {string.Join(", ", Members)}.");
            return null;
        }

        List<OverrideFile> parsed = [];
        foreach (DocumentNode file in files.Items)
        {
            if (File(root, file, file.Text!) is not { } one)
                return null;
            parsed.Add(one);
        }

        bool whole = parsed.Any(static file => file.Pointer is null);
        if (Mistake(item, parsed, whole) is { } mistake)
        {
            Report(root, mistake.Node ?? item, mistake.Message, "See `overrides` in docs/reference/rulesets.md.");
            return null;
        }

        return new RulesetOverride(_folder, parsed, whole ? layer(item) : null, item["rules"]?.Members ?? []);
    }

    private static RulesetValueException? Mistake(DocumentNode item, List<OverrideFile> files, bool whole)
    {
        if (item["rules"] is { IsObject: false } rules)
            return new RulesetValueException("`rules` of an override is no object.", rules);
        if (item["rules"] is null && (!whole || item["extends"] is null))
            return new RulesetValueException(whole ? "an override has neither `rules` nor `extends`." : "an override of parts of files has no `rules`.");
        if (files.All(static file => file.Pointer is null))
            return null;
        if (item["rules"]?.Members.FirstOrDefault(static member => RuleSeverity.Read(member.Value) is null) is { } rule)
            return new RulesetValueException($"for a part of a file, `{rule.Name}` can only have a severity.", rule.Value);
        return whole || item.Members.FirstOrDefault(static member => member.Name is not ("files" or "rules")) is not { } other
            ? null
            : new RulesetValueException($"for parts of files only the severities of rules can be said, not `{other.Name}`.", other.Value);
    }

    private RulesetOverride? Exception(DocumentNode root, DocumentMember member)
    {
        // `#/info` alone is that place in every file.
        string pattern = member.Name.StartsWith('#') ? "**" + member.Name : member.Name;
        if (!member.Value.IsArray || member.Value.Items.Any(static rule => rule.AsString is null))
        {
            Report(root, member.Value, $"`except` of `{member.Name}` is no list of rules.", "Write the rules' names, or use `overrides`.");
            return null;
        }

        if (File(root, member.Value, pattern) is not { } file)
            return null;
        IReadOnlyList<DocumentMember> rules =
            [.. member.Value.Items.Select(static rule => new DocumentMember(rule.Text!, rule.Span, DocumentNode.String(rule.Span, "off"))).DistinctBy(static rule => rule.Name)];
        DocumentNode body = DocumentNode.Object(member.NameSpan, [new DocumentMember("rules", member.NameSpan, DocumentNode.Object(member.NameSpan, rules))]);
        return new RulesetOverride(_folder, [file], file.Pointer is null ? layer(body) : null, rules);
    }

    private OverrideFile? File(DocumentNode root, DocumentNode place, string pattern)
    {
        int hash = pattern.IndexOf('#', StringComparison.Ordinal);
        string? pointer = hash < 0 ? null : Uri.UnescapeDataString(pattern[(hash + 1)..]);
        if (hash == 0 || pointer is { Length: > 0 } && pointer[0] != '/')
        {
            Report(root, place, $"`{pattern}` is no pattern of files with a JSON pointer behind `#`.", "Write e.g. `**#/info`.");
            return null;
        }

        try
        {
            return new OverrideFile(FileGlob.Parse(hash < 0 ? pattern : pattern[..hash]), pointer);
        }
        catch (RulesetValueException error)
        {
            Report(root, place, error.Message, "Correct the pattern.");
            return null;
        }
    }

    private void Report(DocumentNode root, DocumentNode node, string message, string fix) =>
        problems.Report("ruleset-override", root, node, $"{char.ToUpperInvariant(message[0])}{message[1..]} This override is not applied.", fix, Severity.Error);
}
