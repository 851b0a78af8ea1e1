using System.Globalization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Lifecycle;

/// <summary>Lets a call through only where the version's stage allows it.</summary>
internal sealed class LifecycleGate(TimeProvider clock)
{
    public Problem? Check(Exchange exchange)
    {
        ApiVersionPart part = exchange.Version!.Part;
        return part.Stage switch
        {
            ApiStage.Preview or ApiStage.Active => null,
            ApiStage.Deprecated => CheckDeprecated(exchange.Version.Model.Lifecycle, part, clock.GetUtcNow()),
            ApiStage.Retired => Retired(part),
            _ => new Problem(ProblemTypes.VersionNotPublished, $"Version {part.Version} of '{part.Api}' is not published yet."),
        };
    }

    private static Problem? CheckDeprecated(LifecycleHeaders lifecycle, ApiVersionPart part, DateTimeOffset now)
    {
        if (lifecycle.EndsAt is { } end && now >= end)
            return Retired(part);
        for (int i = 0; i < part.BrownOuts.Count; i++)
        {
            BrownOut window = part.BrownOuts[i];
            if (now >= window.From && now < window.To)
                return InBrownOut(part, window, now);
        }

        return null;
    }

    private static Problem Retired(ApiVersionPart part) => new(
        ProblemTypes.VersionRetired, $"Version {part.Version} of '{part.Api}' is retired{Advice(part)}.")
    {
        Members = Successor(part),
    };

    private static Problem InBrownOut(ApiVersionPart part, BrownOut window, DateTimeOffset now)
    {
        string until = window.To.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string end = part.Sunset is { } last ? string.Create(CultureInfo.InvariantCulture, $" and ends for good after {last:yyyy-MM-dd}") : "";
        return new Problem(
            ProblemTypes.VersionBrownOut, $"Version {part.Version} of '{part.Api}' is deprecated, answers nothing until {until}{end}{Advice(part)}.")
        {
            Members = [Problem.Member("until", until), .. Successor(part)],
            Headers = [Problem.Header("Retry-After", Math.Ceiling((window.To - now).TotalSeconds).ToString(CultureInfo.InvariantCulture))],
        };
    }

    private static string Advice(ApiVersionPart part) => part.Successor is { } successor ? $"; move to {successor}" : "";

    private static KeyValuePair<string, object>[] Successor(ApiVersionPart part) =>
        part.Successor is { } successor ? [Problem.Member("successor", successor)] : [];
}
