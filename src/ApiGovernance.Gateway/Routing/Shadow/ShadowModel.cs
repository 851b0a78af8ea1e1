using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>Where copies of a version's calls go, and what of the answers is compared.</summary>
/// <param name="UpstreamPrefix">What stands before the contract's path at that back end.</param>
/// <param name="Answers">Null when bodies are not compared.</param>
internal sealed record ShadowModel(VersionShadow Rules, BackendModel Backend, string UpstreamPrefix, AnswerSchemas? Answers)
{
    public bool ComparesStatus { get; } = Rules.Compare.Contains(ShadowComparison.Status);

    public TimeSpan Timeout { get; } = TimeSpan.FromSeconds(Rules.TimeoutSeconds);
}
