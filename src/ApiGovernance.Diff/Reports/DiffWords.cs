using System.Globalization;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>What a comparison came to, in words.</summary>
public static class DiffWords
{
    public static string Word(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.BreakingProven => "breaking (proven)",
        DiffVerdict.BreakingByRule => "breaking by rule (no witness found)",
        DiffVerdict.Undecided => "undecided",
        _ => "compatible",
    };

    /// <summary>For programs; the words of <see cref="ChangeCompatibility"/>.</summary>
    public static string Id(DiffVerdict verdict) => ReportText.Word(verdict switch
    {
        DiffVerdict.BreakingProven => ChangeCompatibility.BreakingProven,
        DiffVerdict.BreakingByRule => ChangeCompatibility.BreakingByRule,
        DiffVerdict.Undecided => ChangeCompatibility.Undecided,
        _ => ChangeCompatibility.Compatible,
    });

    public static string Word(VersionBump bump) => bump.ToString().ToLowerInvariant();

    /// <summary>The verdict and what stands behind it, one sentence each.</summary>
    internal static IEnumerable<string> Conclusion(DiffReport report)
    {
        DiffCounts counts = DiffCounts.Of(report);
        yield return $"Verdict: {Word(report.Verdict)}. {Tally(counts)}";
        if (counts.Accepted > 0)
            yield return $"{Count(counts.Accepted, "change that breaks is", "changes that break are")} accepted by policy.";
        yield return $"Least version step: {Word(report.RequiredBump)}.{Declared(report)}";
    }

    internal static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>Where it is written now and in the base.</summary>
    internal static string Places(Finding change) => (change.Source, change.BaseSource) switch
    {
        ({ } now, { } was) => $"{now} (base: {was})",
        ({ } now, null) => now.ToString(),
        (null, { } was) => $"base: {was}",
        _ => "",
    };

    /// <summary>For people: an enum of a thousand values is cut short; programs get all of it.</summary>
    internal static string Clip(string text, int longest) => text.Length <= longest
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, longest)}... ({text.Length} characters)");

    private static string Tally(DiffCounts counts)
    {
        if (counts.All == 0 && counts.NotCompared == 0)
            return "Nothing that concerns a caller differs.";
        string?[] parts =
        [
            counts.Breaking == 0 ? null : Count(counts.Breaking, "change breaks", "changes break") + " callers" + Proof(counts),
            counts[ChangeStanding.Refused] == 0 ? null : Count(counts[ChangeStanding.Refused], "is", "are") + " refused by policy",
            counts[ChangeStanding.Undecided] == 0 ? null : Count(counts[ChangeStanding.Undecided], "change is", "changes are") + " undecided",
            counts[ChangeStanding.Doubtful] == 0 ? null : Count(counts[ChangeStanding.Doubtful], "is", "are") + " worth a look",
            counts[ChangeStanding.Compatible] == 0 ? null : Count(counts[ChangeStanding.Compatible], "is", "are") + " compatible",
            counts[ChangeStanding.Waived] == 0 ? null : Count(counts[ChangeStanding.Waived], "is", "are") + " waived",
            counts.NotCompared == 0 ? null : Count(counts.NotCompared, "part was", "parts were") + " not compared",
        ];
        string text = string.Join(", ", parts.OfType<string>());
        return text.Length == 0 ? "" : text + ".";
    }

    private static string Proof(DiffCounts counts) => (counts[ChangeStanding.Breaking], counts[ChangeStanding.BreakingByRule]) switch
    {
        (0, _) => " by rule",
        (_, 0) => " (proven)",
        (int proven, int byRule) => string.Create(CultureInfo.InvariantCulture, $" ({proven} proven, {byRule} by rule)"),
    };

    // What the document says about itself; a set of documents says nothing as a whole.
    private static string Declared(DiffReport report)
    {
        if (report.Contracts is not [{ VersionBefore: { } before, VersionAfter: { } after }] || Step(before, after) is not { } step)
            return "";
        string declared = $" The documents declare {before} and {after}, ";
        return step >= report.RequiredBump ? $"{declared}which is enough." : $"{declared}which is too small a step.";
    }

    private static VersionBump? Step(string before, string after)
    {
        if (Numbers(before) is not { } was || Numbers(after) is not { } now)
            return null;
        // Before 1.0.0 the second number is the one that says "breaking".
        int first = was[0] == 0 && now[0] == 0 ? 1 : 0;
        for (int i = first; i < 3; i++)
        {
            // A version that goes backwards is no step.
            if (was[i] != now[i])
                return now[i] < was[i] ? VersionBump.None : (VersionBump)(VersionBump.Major - (i - first));
        }

        return VersionBump.None;
    }

    private static int[]? Numbers(string version)
    {
        string core = version.TrimStart('v').Split('+')[0];
        int dash = core.IndexOf('-', StringComparison.Ordinal);
        string[] parts = (dash < 0 ? core : core[..dash]).Split('.');
        // A day such as 2026-11-03 is no pre-release of 2026.
        if (parts.Length > 3 || (dash >= 0 && parts.Length < 3))
            return null;
        int[] numbers = new int[3];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return numbers;
    }
}
