using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Reads one rule.</summary>
internal static class RuleReader
{
    /// <returns>Null when the rule is off or cannot be read; the latter is a finding.</returns>
    public static LintRule? Read(DocumentMember rule, IReadOnlyList<string> inheritedFormats, string? documentation, List<Finding> findings)
    {
        DocumentNode node = rule.Value;
        string pointer = "/rules/" + JsonPointer.Escape(rule.Name);
        void Report(DocumentNode? at, string message, string fix) =>
            findings.Add(RulesetReader.RuleFinding("ruleset-rule", (at ?? node).Span, pointer, $"Rule `{rule.Name}`: {message} The rule does not run.", fix));
        if (node is { IsObject: false })
        {
            if (node.AsBoolean != false && node.AsString != "off")
                Report(node, "it is switched on but nothing defines it.", "Define it with `given` and `then`.");
            return null;
        }

        if (ReadSeverity(node["severity"], out Severity severity) is { } wrong)
        {
            Report(node["severity"], wrong, "Use error, warn, info, hint or off (or 0 to 3).");
            return null;
        }

        if (node["severity"] is { } off && off.Text is "off" or "-1" || node["recommended"]?.AsBoolean == false)
            return null;
        try
        {
            IReadOnlyList<JsonPath> given = [.. Texts(node["given"]).Select(PathParser.Parse)];
            IReadOnlyList<RuleAction> then = [.. Actions(node["then"])];
            if (given.Count == 0 || then.Count == 0)
            {
                Report(null, "`given` or `then` is missing.", "Say where the rule looks (`given`) and what it asks (`then`).");
                return null;
            }

            return new LintRule(rule.Name, severity, given, then)
            {
                Message = node["message"]?.AsString,
                Description = node["description"]?.AsString,
                HelpUri = node["documentationUrl"]?.AsString ?? (documentation is null ? null : $"{documentation}#{rule.Name}"),
                Formats = node["formats"] is null ? inheritedFormats : Texts(node["formats"]),
                Source = rule.NameSpan,
            };
        }
        catch (PathSyntaxException error)
        {
            Report(node["given"], error.Message, "Write a path of Spectral's dialect, e.g. `$.paths[*][get,post]`.");
        }
        catch (FunctionOptionException error)
        {
            Report(error.Node, error.Message, "See the function's options in Spectral's documentation.");
        }

        return null;
    }

    public static IReadOnlyList<string> Texts(DocumentNode? node) => node switch
    {
        null => [],
        { IsArray: true } => [.. node.Items.Select(item => item.AsString ?? "")],
        _ => [node.AsString ?? ""],
    };

    private static IEnumerable<RuleAction> Actions(DocumentNode? then)
    {
        IReadOnlyList<DocumentNode> actions = then is null ? [] : then.IsArray ? then.Items : [then];
        foreach (DocumentNode action in actions)
        {
            string name = action["function"]?.AsString ?? throw new FunctionOptionException(action, "`then` names no `function`.");
            if (!FunctionRegistry.All.TryGetValue(name, out FunctionEntry? entry))
            {
                throw new FunctionOptionException(
                    action["function"], $"the function `{name}` is not known (known: {string.Join(", ", FunctionRegistry.All.Keys.Order(StringComparer.Ordinal))}).");
            }

            string? field = action["field"]?.AsString;
            if (field?.StartsWith('$') == true)
                throw new FunctionOptionException(action["field"], "a `field` that is a path is not supported; use a dotted name or `@key`.");
            yield return new RuleAction(field, entry.Create(new FunctionOptions(action["functionOptions"])), entry.WholeTree);
        }
    }

    private static string? ReadSeverity(DocumentNode? node, out Severity severity)
    {
        severity = Severity.Warning;
        switch (node?.Text)
        {
            case null or "warn" or "1" or "off" or "-1":
                return null;
            case "error" or "0":
                severity = Severity.Error;
                return null;
            case "info" or "2":
                severity = Severity.Info;
                return null;
            case "hint" or "3":
                severity = Severity.Hint;
                return null;
            default:
                return $"`{node.Text}` is no severity.";
        }
    }
}
