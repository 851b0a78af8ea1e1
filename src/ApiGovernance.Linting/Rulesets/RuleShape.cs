using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>The members that a rule may have, and what they may hold.</summary>
internal static class RuleShape
{
    private static readonly string[] Members =
        ["given", "then", "severity", "message", "description", "documentationUrl", "formats", "recommended", "resolved", "tags", "type", "extensions"];

    /// <summary>The first mistake in a rule, or in what overrides one; null when there is none.</summary>
    public static RuleMistake? Check(DocumentNode rule)
    {
        foreach (DocumentMember member in rule.Members)
        {
            if (member.Name.StartsWith("x-", StringComparison.Ordinal))
                continue;
            if (!Members.Contains(member.Name))
                return new RuleMistake(member.Value, $"a rule has no `{member.Name}`.", $"Use {string.Join(", ", Members)}.");
            if (Check(member) is { } mistake)
                return mistake;
        }

        return null;
    }

    private static RuleMistake? Check(DocumentMember member)
    {
        DocumentNode value = member.Value;
        return member.Name switch
        {
            "severity" when RuleSeverity.Read(value) is null => new RuleMistake(value, $"`{value.Text}` is no severity.", RuleSeverity.Fix),
            "message" or "description" when value.AsString is null => new RuleMistake(value, $"`{member.Name}` is no text.", "Write a text, in quotes where it looks like something else."),
            "documentationUrl" when !RulesetShape.IsUrl(value) => new RuleMistake(value, "`documentationUrl` is no URL.", "Write an address with its scheme."),
            "recommended" or "resolved" when value.AsBoolean is null => new RuleMistake(value, $"`{member.Name}` is neither true nor false.", "Write true or false."),
            "type" when value.AsString is not ("style" or "validation") => new RuleMistake(value, $"`type` is style or validation, not `{value.Text}`.", "Write style or validation."),
            "tags" when !value.IsArray || value.Items.Any(static tag => tag.AsString is null) => new RuleMistake(value, "`tags` is no list of texts.", "Write e.g. `tags: [naming]`."),
            "extensions" when !value.IsObject => new RuleMistake(value, "`extensions` is no object.", "Write an object."),
            "formats" => Formats(value),
            "given" => Given(value),
            "then" => Then(value),
            _ => null,
        };
    }

    private static RuleMistake? Formats(DocumentNode formats)
    {
        if (!formats.IsArray)
            return new RuleMistake(formats, "`formats` is no list.", "Write e.g. `formats: [oas3]`.");
        return formats.Items.FirstOrDefault(static format => format.AsString is not { } name || RuleFormats.Find(name).IsEmpty) is { } unknown
            ? new RuleMistake(unknown, $"`{unknown.Text}` is no format that is known here.", $"Use {RuleFormats.All}.")
            : null;
    }

    private static RuleMistake? Given(DocumentNode given)
    {
        IReadOnlyList<DocumentNode> paths = given.IsArray ? given.Items : [given];
        if (paths.Count == 0)
            return new RuleMistake(given, "the list in `given` is empty.", "Say where the rule looks.");
        return paths.FirstOrDefault(static path => path.AsString is not { Length: > 0 } text || text[0] is not ('$' or '#')) is { } wrong
            ? new RuleMistake(wrong, $"`{wrong.Text}` in `given` is no path: a path begins with `$`, or with `#` and the name of an alias.", "Write e.g. `$.paths[*][get,post]`, in quotes.")
            : null;
    }

    private static RuleMistake? Then(DocumentNode then)
    {
        IReadOnlyList<DocumentNode> actions = then.IsArray ? then.Items : [then];
        if (actions.Count == 0)
            return new RuleMistake(then, "the list in `then` is empty.", "Say what the rule asks.");
        foreach (DocumentNode action in actions)
        {
            if (action["function"]?.AsString is null)
                return new RuleMistake(action["function"] ?? action, "`then` names no `function`.", "Write e.g. `then: {function: truthy}`.");
            if (action["field"] is { AsString: null } field)
                return new RuleMistake(field, "`field` is no text.", "Write the name of a member, in quotes where it is a number, or `@key`.");
        }

        return null;
    }
}

/// <param name="Node">Where it is.</param>
/// <param name="Message">What is wrong, as the rest of a sentence that names the rule.</param>
internal sealed record RuleMistake(DocumentNode Node, string Message, string Fix);
