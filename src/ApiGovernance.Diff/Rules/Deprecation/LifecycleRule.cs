using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>One side of a part that may be deprecated.</summary>
internal sealed record LifecycleSide(ApiObject Part, bool Deprecated)
{
    public string? Day { get; } = Sunset.Of(Part);
}

/// <summary>What a part says of its end: `deprecated`, and the day in `x-sunset`.</summary>
/// <param name="ids">Of the kind of part.</param>
/// <param name="name">The part in the sentence after the operation; empty for the operation itself.</param>
/// <param name="notice">What the policy demands.</param>
internal sealed class LifecycleRule(LifecycleIds ids, string name, string identity, DateOnly? today, NoticeRule notice)
{
    public IEnumerable<Change> Check(LifecycleSide before, LifecycleSide after)
    {
        Change? flag = before.Deprecated == after.Deprecated ? null : after.Deprecated ? Deprecated(after) : Of(ids.Reactivated, after, "is no longer deprecated");
        if (flag is not null)
            yield return flag;
        bool newlyDeprecated = after.Deprecated && !before.Deprecated;
        if (after.Day is { } day && (newlyDeprecated || before.Day != day) && Sunset.Day(day) is null)
            yield return Of(ids.BadDay, after, $"has an `x-sunset` that is no date: `{day}`");
        else if (before.Day != after.Day)
            foreach (Change change in DayChanged(before, after, newlyDeprecated))
                yield return change;
        if (after.Deprecated && TooSoon(before, after) is { } tooSoon)
            yield return tooSoon;
    }

    private Change Deprecated(LifecycleSide after)
    {
        if (after.Day is { } day)
            return Of(Sunset.Day(day) is null ? ids.Deprecated : ids.DeprecatedWithDay, after, Sunset.Day(day) is null ? "is deprecated now" : $"is deprecated now and ends on {day}") with { After = day };
        return notice.SunsetRequired
            ? Of(ids.DayMissing, after, $"is deprecated now without a day on which it ends; policy demands one{(notice.Days > 0 ? $", at least {Days(notice.Days.Value)} away" : "")}")
            : Of(ids.Deprecated, after, "is deprecated now");
    }

    private IEnumerable<Change> DayChanged(LifecycleSide before, LifecycleSide after, bool newlyDeprecated)
    {
        DateOnly? was = before.Day is null ? null : Sunset.Day(before.Day), now = after.Day is null ? null : Sunset.Day(after.Day);
        if (after.Day is null && after.Deprecated)
        {
            yield return Of(ids.DayDeleted, after, $"no longer says when it ends; it was {before.Day}") with { Before = before.Day };
        }
        else if (was is not null && now < was)
        {
            yield return Of(ids.Earlier, after, $"ends on {after.Day}, earlier than announced ({before.Day})") with { Before = before.Day, After = after.Day };
        }
        else if (!newlyDeprecated && (after.Day is not null || !before.Deprecated))
        {
            yield return Of("extension-changed", after, after.Day is null ? "no longer has an `x-sunset`" : $"ends on {after.Day}{(before.Day is null ? "" : $" instead of {before.Day}")}") with
            {
                Before = before.Day,
                After = after.Day,
            };
        }
    }

    /// <summary>A day that is new or another one must leave the notice that policy demands; one that was announced before does not have to.</summary>
    private Change? TooSoon(LifecycleSide before, LifecycleSide after)
    {
        bool announced = before.Deprecated && before.Day == after.Day;
        if (announced || today is not { } from || notice.Days is not { } days || after.Day is null || Sunset.Day(after.Day) is not { } ends)
            return null;
        int left = ends.DayNumber - from.DayNumber;
        return left >= days ? null : Of(ids.TooSoon, after, $"ends on {after.Day}, {Days(Math.Max(0, left))} from {from:yyyy-MM-dd}; policy demands {Days(days)}") with { After = after.Day };
    }

    private static string Days(int count) => count == 1 ? "1 day" : $"{count.ToString(CultureInfo.InvariantCulture)} days";

    private Change Of(string id, LifecycleSide after, string message) => new(id, Sunset.Place(after.Part), Subject(message)) { Identity = identity };

    // Of a parameter the operation says it: "`GET /orders`: the query parameter `q` is deprecated now."
    private string Subject(string message) => name.Length == 0 ? message + "." : $"has the {name}, which {message}.";
}
