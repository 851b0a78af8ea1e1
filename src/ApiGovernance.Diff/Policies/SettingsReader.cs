using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads what <c>spec</c> and an override have in common.</summary>
internal static class SettingsReader
{
    public static readonly string[] Members = ["severities", "atMost", "undecided", "byRule", "notice"];

    public static PolicySettings Read(DocumentNode node, string pointer, PolicyReading reading)
    {
        Severity? most = null;
        if (node["atMost"] is { } limit)
        {
            most = Words<Severity>.Find(limit.AsString);
            if (most is null)
                reading.Wrong(limit, JsonPointer.Append(pointer, "atMost"), $"`{limit.Text}` is no severity.", $"Use {Words<Severity>.All}.");
        }

        return new PolicySettings
        {
            Severities = SeverityReader.Read(node["severities"], JsonPointer.Append(pointer, "severities"), reading),
            AtMost = most,
            UndecidedBreaks = reading.Breaks(node, pointer, "undecided"),
            ByRuleBreaks = reading.Breaks(node, pointer, "byRule"),
            Notice = NoticeReader.Read(node["notice"], JsonPointer.Append(pointer, "notice"), reading),
        };
    }
}
