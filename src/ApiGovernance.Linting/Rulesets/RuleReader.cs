using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Reads one rule.</summary>
internal static class RuleReader
{
    private static readonly string[] Members =
        ["given", "then", "severity", "message", "description", "documentationUrl", "formats", "recommended", "resolved", "tags", "type", "extensions"];

    /// <returns>Null when the rule is off or cannot be read; the latter is a finding.</returns>
    public static LintRule? Read(RuleSource source, List<Finding> findings)
    {
        if (source.Off)
            return null;
        DocumentMember rule = source.Name;
        void Report(DocumentNode? at, string message, string fix) => findings.Add(RulesetReader.RuleFinding(
            "ruleset-rule", (at ?? rule.Value).Span, "/rules/" + JsonPointer.Escape(rule.Name), $"Rule `{rule.Name}`: {message} The rule does not run.", fix));

        if (source.Layers[0].Members.FirstOrDefault(member => !Members.Contains(member.Name)) is { } unknown)
        {
            Report(unknown.Value, $"a rule has no `{unknown.Name}`.", $"Use {string.Join(", ", Members[..9])}.");
            return null;
        }

        DocumentNode? severityNode = source.Severity ?? source["severity"];
        if (ReadSeverity(severityNode, out Severity severity) is { } wrong)
        {
            Report(severityNode, wrong, "Use error, warn, info, hint or off (or 0 to 3).");
            return null;
        }

        if (severityNode?.Text is "off" or "-1")
            return null;
        IReadOnlyList<string> formats = Texts(source["formats"] ?? source.Owner["formats"]);
        if (formats.FirstOrDefault(static format => RuleFormats.Find(format).IsEmpty) is { } unknownFormat)
        {
            Report(source["formats"], $"`{unknownFormat}` is no format that is known here.", $"Use {RuleFormats.All}.");
            return null;
        }

        try
        {
            RuleGiven given = new(Texts(source["given"]), source.Aliases);
            IReadOnlyList<RuleAction> then = [.. Actions(source["then"])];
            if (given.Texts.Count == 0 || then.Count == 0)
            {
                Report(null, "`given` or `then` is missing.", "Say where the rule looks (`given`) and what it asks (`then`).");
                return null;
            }

            string? documentation = source.Owner["documentationUrl"]?.AsString;
            return new LintRule(rule.Name, severity, given, then)
            {
                Message = source["message"]?.AsString,
                Description = source["description"]?.AsString,
                HelpUri = source["documentationUrl"]?.AsString ?? (documentation is null ? null : $"{documentation}#{rule.Name}"),
                Formats = formats.Count == 0 ? null : formats.Aggregate(FormatSet.Empty, static (all, format) => all.With(RuleFormats.Find(format))),
                Resolved = source["resolved"]?.AsBoolean != false,
                Source = rule.NameSpan,
            };
        }
        catch (PathSyntaxException error)
        {
            Report(source["given"], error.Message, "Write a path of Spectral's dialect, e.g. `$.paths[*][get,post]`.");
        }
        catch (RulesetValueException error)
        {
            Report(error.Node ?? source["given"], error.Message, "Define it under `aliases` of the ruleset that uses it.");
        }
        catch (FunctionOptionException error)
        {
            Report(error.Node, error.Message, "See the function's options in Spectral's documentation.");
        }

        return null;
    }

    private static IReadOnlyList<string> Texts(DocumentNode? node) => node switch
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

            DocumentNode? options = action["functionOptions"];
            if (entry.Options is { } known && options?.Members.FirstOrDefault(option => !known.Contains(option.Name)) is { } unknown)
            {
                throw new FunctionOptionException(
                    unknown.Value, $"`{name}` has no option `{unknown.Name}`{(known.Count == 0 ? "" : $" (known: {string.Join(", ", known)})")}.");
            }

            RuleField? field = action["field"]?.AsString is { } written ? RuleField.Parse(written) : null;
            yield return new RuleAction(field, entry.Create(new FunctionOptions(options)), name);
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
