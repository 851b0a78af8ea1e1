using System.Globalization;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>Days and minutes as refusals write them (UTC).</summary>
internal static class LifecycleWords
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
