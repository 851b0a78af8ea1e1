using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Governance;

/// <summary>Writes docs/reference/lint-rules.md from the ruleset and its examples.</summary>
internal static class LintRuleReference
{
    /// <summary>Tag of the rules, title and first sentence of each part of the page.</summary>
    private static readonly (string Tag, string Title, string Text)[] Areas =
    [
        ("owner", "Owner", "Whom to ask, and what this is."),
        ("names", "Names", "Paths, ids, parameters, schemas and enums."),
        ("canonical", "Canonical model", "Products, prices, inventory, customers, orders, shipments, invoices and returns."),
        ("operations", "Operations", "What people read, and who may call over which way."),
        ("success", "Successful responses", "What comes back, and where what was made is."),
        ("errors", "Errors", "Problem details after RFC 9457."),
        ("pagination", "Collections", "Pages, and how to get to the next one."),
        ("safety", "Repeating and changing", "Idempotency keys, ETag and If-Match."),
        ("limits", "Limits and correlation", "Rate limits, waiting, and the ids to quote."),
        ("money", "Money and quantities", "Exact decimals with their currency or unit."),
        ("time", "Time", "RFC 3339 with its offset."),
        ("privacy", "Personal data and secrets", "What must not stand in an address, and what is marked."),
        ("versions", "Versions and retirement", "Major versions, stability, deprecation and sunset."),
        ("requests", "Requests", "What is taken, and how much of it."),
        ("", "Examples and ids", "Rules of `spectral:oas` that run with these."),
        ("events", "Events", "AsyncAPI 2 and 3, CloudEvents."),
    ];

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["oas2"] = "Swagger 2.0",
        ["oas3"] = "OpenAPI 3.x",
        ["oas3_0"] = "OpenAPI 3.0",
        ["oas3_1"] = "OpenAPI 3.1",
        ["oas3_2"] = "OpenAPI 3.2",
        ["aas2"] = "AsyncAPI 2.x",
        ["aas3"] = "AsyncAPI 3.x",
    };

    public static string Write(Ruleset ruleset)
    {
        RuleDescription[] rules = [.. ruleset.Describe().Where(rule => rule.Enabled).OrderBy(rule => rule.Source.Line)];
        StringBuilder page = new();
        page.Append("# Lint rules\n\n");
        page.Append("The rules of [`policies/lint/governance.yaml`](../../policies/lint/governance.yaml), a ruleset in Spectral's format: change it, or put others\n");
        page.Append("beside it. It is built in as `apigov:governance`. It uses core functions only, so that Spectral itself gives the same answers.\n\n");
        page.Append("**Severities.** An error is what breaks traffic, loses money or breaks the law. A warning costs callers something. An info is house style, or asks\n");
        page.Append("for what few contracts outside of this house have. A version whose findings are worse than `maxLintSeverity` of the lifecycle policy (warnings pass)\n");
        page.Append("is not published.\n\n");
        page.Append("**Switching off.** A rule is switched off, or gets another severity, in a ruleset that extends this one:\n\n");
        page.Append("```yaml\nextends: apigov:governance\nrules:\n  apigov-path-depth: off\n  apigov-correlation-id: warn\n```\n\n");
        page.Append("For some files or places only, `overrides` of that ruleset does it; a single finding is taken by a waiver.\n\n");
        page.Append("The examples are fragments of contracts; they are the files of [`policies/lint/examples`](../../policies/lint/examples), and tested. This page is\n");
        page.Append("generated from both.\n");
        foreach ((string tag, string title, string text) in Areas)
        {
            page.Append($"\n## {title}\n\n{text}\n\n| rule | severity | what it asks for |\n|---|---|---|\n");
            foreach (RuleDescription rule in In(rules, tag))
                page.Append($"| [`{rule.Id}`](#{rule.Id.ToLowerInvariant()}) | {Word(rule.Severity)} | {rule.Description!.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        foreach ((string tag, string title, string _) in Areas)
        {
            page.Append($"\n## {title}: why, and examples\n");
            foreach (RuleDescription rule in In(rules, tag))
                Section(page, rule, RuleExample.All[rule.Id]);
        }

        return page.ToString();
    }

    private static void Section(StringBuilder page, RuleDescription rule, RuleExample example)
    {
        page.Append($"\n### {rule.Id}\n\n{rule.Description!.ReplaceLineEndings(" ")}\n\n{example.Why.Trim()}\n\n");
        page.Append($"{Word(rule.Severity)}; {string.Join(", ", rule.Formats.Select(format => Titles[format]))}; off by `{rule.Id}: off`.\n\n");
        page.Append($"Bad, found at {string.Join(" and ", example.At.Select(pointer => $"`{pointer}`"))}:\n\n```yaml\n{example.Bad}```\n\nGood:\n\n```yaml\n{example.Good}```\n");
    }

    private static IEnumerable<RuleDescription> In(IEnumerable<RuleDescription> rules, string tag) =>
        rules.Where(rule => rule.Id.StartsWith("apigov-", StringComparison.Ordinal) ? rule.Tags.Contains(tag) : tag.Length == 0);

    private static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warn", Severity.Info => "info", _ => "hint" };
}
