using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Says of a document that it has none of the formats that the rulesets name, so that most of their rules do not run.</summary>
internal static class UnrecognizedFormat
{
    public static Finding? Of(DocumentBundle bundle, FormatSet formats, IReadOnlyList<Ruleset> rulesets)
    {
        FormatSet named = rulesets.Aggregate(FormatSet.Empty, static (all, ruleset) => all.With(ruleset.Formats));
        return named.IsEmpty || named.Overlaps(formats) ? null : new Finding
        {
            Kind = FindingKind.Lint,
            RuleId = "unrecognized-format",
            Severity = Severity.Warning,
            Message = $"The provided document does not match any of the registered formats [{string.Join(", ", RuleFormats.Titles(named))}]",
            Fix = "Lint it with a ruleset for its format.",
            Source = bundle.Root.Root.Span,
        };
    }
}
