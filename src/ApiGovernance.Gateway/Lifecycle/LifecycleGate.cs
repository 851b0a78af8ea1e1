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
            ApiStage.Deprecated => exchange.Version.Model.Lifecycle.EndsAt is { } end && clock.GetUtcNow() >= end ? Retired(part) : null,
            ApiStage.Retired => Retired(part),
            _ => new Problem(ProblemTypes.VersionNotPublished, $"Version {part.Version} of '{part.Api}' is not published yet."),
        };
    }

    private static Problem Retired(ApiVersionPart part) => new(
        ProblemTypes.VersionRetired,
        part.Successor is null
            ? $"Version {part.Version} of '{part.Api}' is retired."
            : $"Version {part.Version} of '{part.Api}' is retired; move to {part.Successor}.")
    {
        Members = part.Successor is null ? [] : [Problem.Member("successor", part.Successor)],
    };
}
