using System.Globalization;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Policies;

namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>What a policy demands of a property that is newly deprecated: it is known only where the property is used.</summary>
internal static class PropertyNotice
{
    private const string Deprecated = "-property-deprecated", WithDay = "-property-deprecated-with-sunset";

    /// <param name="change">A schema's change, which goes through as it is unless it deprecates a property.</param>
    /// <param name="notices">One for each operation that the property is used in; the strictest holds.</param>
    public static IEnumerable<SchemaChange> Check(SchemaChange change, IEnumerable<NoticeRule> notices, DateOnly? today)
    {
        if (change.Id.EndsWith(Deprecated, StringComparison.Ordinal) && notices.Any(notice => notice.SunsetRequired))
            return [Of(change, $"{change.Id}-sunset-missing", "without a day on which it ends, which the policy demands (`x-sunset`)")];
        if (!change.Id.EndsWith(WithDay, StringComparison.Ordinal) || today is not { } from || Sunset.Day(change.After ?? "") is not { } ends || notices.Max(notice => notice.Days) is not { } days)
            return [change];
        int left = ends.DayNumber - from.DayNumber;
        return left >= days
            ? [change]
            : [change, Of(change, change.Id[..^WithDay.Length] + "-property-sunset-date-too-small", $"{Days(Math.Max(0, left))} before it ends ({change.After}); the policy demands {Days(days)}")];
    }

    private static SchemaChange Of(SchemaChange change, string id, string how) => change with
    {
        Id = id,
        Message = position => $"marks {position.Below(change.Property!).Name} as deprecated {how}.",
        IsByMeaning = true,
    };

    private static string Days(int count) => count == 1 ? "1 day" : $"{count.ToString(CultureInfo.InvariantCulture)} days";
}
