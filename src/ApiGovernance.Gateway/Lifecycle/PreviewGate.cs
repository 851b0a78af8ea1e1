using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Lifecycle;

/// <summary>A preview is for consumers whose subscription names it: a subscription to all versions does not mean one that may still change.</summary>
internal static class PreviewGate
{
    public static Problem? Check(Exchange exchange)
    {
        ApiVersionPart part = exchange.Version!.Part;
        if (part.Stage != ApiStage.Preview || exchange.Consumer?.IsNamedFor(part.Api, part.Version) == true)
            return null;
        string who = exchange.Consumer is { } consumer ? $"the subscription of '{consumer.Name}' does not name it" : "the call names no consumer";
        return new Problem(
            ProblemTypes.PreviewNotGranted,
            $"Version {part.Version} of '{part.Api}' is in preview for consumers whose subscription names it, and {who}. Ask {part.Owner.Team} ({part.Owner.Contact}).");
    }
}
