using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>Rules of `spectral:oas` had other names, by which rulesets still switch them.</summary>
internal static class OlderRuleNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["operation-2xx-response"] = "operation-success-response",
        ["oas3-unused-components-schema"] = "oas3-unused-component",
        ["oas2-valid-parameter-example"] = "oas2-valid-schema-example",
        ["oas2-valid-response-schema-example"] = "oas2-valid-schema-example",
        ["oas2-valid-definition-example"] = "oas2-valid-schema-example",
        ["oas2-valid-response-example"] = "oas2-valid-media-example",
        ["oas3-valid-oas-parameter-example"] = "oas3-valid-media-example",
        ["oas3-valid-oas-content-example"] = "oas3-valid-media-example",
        ["oas3-valid-oas-header-example"] = "oas3-valid-media-example",
        ["oas3-valid-header-schema-example"] = "oas3-valid-schema-example",
        ["oas3-valid-parameter-schema-example"] = "oas3-valid-schema-example",
    };

    /// <summary>The rules with today's names. Of several switches of what is one rule now, the one that asks most holds.</summary>
    public static IReadOnlyList<DocumentMember> Renamed(IReadOnlyList<DocumentMember> rules)
    {
        if (!rules.Any(static rule => Names.ContainsKey(rule.Name) && !rule.Value.IsObject))
            return rules;
        Dictionary<string, DocumentMember> renamed = new(StringComparer.Ordinal);
        foreach (DocumentMember rule in rules)
        {
            bool older = !rule.Value.IsObject && Names.ContainsKey(rule.Name);
            DocumentMember named = older ? rule with { Name = Names[rule.Name] } : rule;
            if (!renamed.TryGetValue(named.Name, out DocumentMember? other) || Asks(named.Value) > Asks(other.Value))
                renamed[named.Name] = named;
        }

        return [.. renamed.Values];
    }

    private static int Asks(DocumentNode node) => node.IsObject ? 10 : RuleSeverity.Read(node) is { IsOff: false } weight ? 4 - (int)weight.Severity! : node.AsBoolean == true ? 2 : 0;
}
