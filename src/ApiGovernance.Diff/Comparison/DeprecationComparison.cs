using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What an operation says of its end: `deprecated`, and the day in `x-sunset`. No clock is asked here.</summary>
internal static class DeprecationComparison
{
    public static void Compare(ApiOperation before, ApiOperation after, ResolvedNode place, ChangeSink sink)
    {
        string? was = before.Node["x-sunset"]?.Text, now = after.Node["x-sunset"]?.Text;
        ResolvedNode at = after.Node["x-sunset"] is { } written ? place with { Pointer = place.Pointer + "/x-sunset", Node = written } : place;
        if (before.Deprecated != after.Deprecated)
        {
            string id = !after.Deprecated ? "endpoint-reactivated" : now is null ? "endpoint-deprecated" : "endpoint-deprecated-with-sunset";
            sink.Add(id, place, !after.Deprecated ? "is no longer deprecated." : now is null ? "is deprecated now." : $"is deprecated now and ends on {now}.", null, now);
        }

        if (was == now)
            return;
        if (now is null)
        {
            if (after.Deprecated)
                sink.Add("sunset-deleted", place, $"no longer says when it ends; it was {was}.", was, null);
        }
        else if (Day(now) is not { } ends)
        {
            sink.Add("api-deprecated-sunset-parse", at, $"has an `x-sunset` that is no date: `{now}`.", was, now);
        }
        else if (was is not null && Day(was) is { } announced && ends < announced)
        {
            sink.Add("api-sunset-date-changed-too-small", at, $"ends on {now}, earlier than announced ({was}).", was, now);
        }
    }

    private static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset day) ? day : null;
}
