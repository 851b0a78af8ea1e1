using System.Globalization;
using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Compares the step of <c>info.version</c> with the step that the change asks for (Semantic Versioning 2.0.0).</summary>
internal static class VersionBumpCheck
{
    public const string TooSmallRule = "version-bump-too-small";

    /// <summary>The finding that says that the step was not checked.</summary>
    public const string NotComparableRule = "version-not-comparable";

    public static Finding? Run(ApiContract baseline, ApiContract revision, VersionBump required)
    {
        if (Parse(baseline.Version) is not { } before || Parse(revision.Version) is not { } after)
            return required == VersionBump.None ? null : NotComparable(baseline, revision, required);
        int order = Prerelease.Order((before, baseline.Version), (after, revision.Version));
        if (required == VersionBump.None)
            return order < 0 ? GoesBack(baseline, revision) : null;
        // What comes before a release promises nothing yet, so any later version will do (Semantic Versioning 2.0.0, 9).
        if (Declared(before, after) >= required || (order > 0 && Prerelease.Of(baseline.Version) is not null))
            return null;

        UInt128[] next = required switch
        {
            VersionBump.Major => [before[0] + 1, 0, 0],
            VersionBump.Minor => [before[0], before[1] + 1, 0],
            _ => [before[0], before[1], before[2] + 1],
        };
        DocumentNode? node = revision.Root["info"]?["version"];
        return new Finding
        {
            Kind = FindingKind.Policy,
            RuleId = TooSmallRule,
            Severity = Severity.Error,
            Message = $"`info.version` goes from {baseline.Version} to {revision.Version}, but the changes ask for a {required.ToString().ToLowerInvariant()} step.",
            Fix = $"Declare {string.Join('.', next)} or higher.",
            Source = node?.Span,
            Pointer = "/info/version",
            Before = baseline.Version,
            After = revision.Version,
        };
    }

    private static Finding GoesBack(ApiContract baseline, ApiContract revision) => new()
    {
        Kind = FindingKind.Policy,
        RuleId = TooSmallRule,
        Severity = Severity.Error,
        Message = $"`info.version` goes back from {baseline.Version} to {revision.Version}.",
        Fix = $"Declare {baseline.Version} or higher.",
        Source = revision.Root["info"]?["version"]?.Span,
        Pointer = "/info/version",
        Before = baseline.Version,
        After = revision.Version,
    };

    private static Finding NotComparable(ApiContract baseline, ApiContract revision, VersionBump required)
    {
        bool same = baseline.Version == revision.Version;
        return new Finding
        {
            Kind = FindingKind.Policy,
            RuleId = same ? TooSmallRule : NotComparableRule,
            Severity = same ? Severity.Error : Severity.Warning,
            Message = same
                ? $"`info.version` stays {revision.Version}, but the changes ask for a {required.ToString().ToLowerInvariant()} step."
                : $"Whether `info.version` rises enough from {baseline.Version} to {revision.Version} was not checked: they are no semantic versions.",
            Fix = "Write semantic versions such as 2.1.0.",
            Source = revision.Root["info"]?["version"]?.Span,
            Pointer = "/info/version",
            Before = baseline.Version,
            After = revision.Version,
        };
    }

    private static VersionBump Declared(UInt128[] before, UInt128[] after)
    {
        if (after[0] != before[0])
            return after[0] > before[0] ? VersionBump.Major : VersionBump.None;
        if (after[1] != before[1])
            return after[1] > before[1] ? VersionBump.Minor : VersionBump.None;
        return after[2] > before[2] ? VersionBump.Patch : VersionBump.None;
    }

    private static UInt128[]? Parse(string version)
    {
        // v2.1.0 is how some write 2.1.0.
        string[] parts = (version is ['v' or 'V', .. string rest] ? rest : version).Split('-', '+')[0].Split('.');
        UInt128[] numbers = new UInt128[3];
        for (int i = 0; i < 3; i++)
        {
            // 2 and 2.0 are how some write 2.0.0.
            if (parts.Length > 3 || (i < parts.Length && !UInt128.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])))
                return null;
        }

        return numbers;
    }
}
