using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>Whether callers were told that something would go.</summary>
internal enum Retirement
{
    NotAnnounced,

    /// <summary>Deprecated, without a day.</summary>
    NoDay,

    /// <summary>Deprecated, and the day is none.</summary>
    BadDay,

    BeforeItsDay,

    /// <summary>The day that was announced has come.</summary>
    Due,
}

internal static class RetirementRule
{
    /// <param name="today">Null when nobody knows: then no day has come.</param>
    public static Retirement Judge(ApiObject part, bool deprecated, DateOnly? today)
    {
        if (!deprecated)
            return Retirement.NotAnnounced;
        if (Sunset.Of(part) is not { } text)
            return Retirement.NoDay;
        if (Sunset.Day(text) is not { } day)
            return Retirement.BadDay;
        return today >= day ? Retirement.Due : Retirement.BeforeItsDay;
    }

    /// <summary>To stand after "... is gone".</summary>
    public static string Words(Retirement retirement, string? sunset) => retirement switch
    {
        Retirement.NoDay => "it was deprecated, but never said when it ends",
        Retirement.BadDay => $"it was deprecated, but its `x-sunset` is no date: `{sunset}`",
        Retirement.BeforeItsDay => $"it was announced until {sunset}",
        Retirement.Due => $"it ended on {sunset}, as announced",
        _ => "it was not deprecated",
    };
}
