using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway.Routing.Canary;

/// <summary>Sends a call to the canary's back end. Comes after authentication, which says whose call it is, and before anything asks the back end.</summary>
internal static class CanaryRouting
{
    public static Problem? Choose(Exchange exchange)
    {
        if (exchange.Version!.Canary is { } canary && canary.Takes(exchange))
        {
            exchange.Version = canary.Target;
            exchange.Note(
                GatewayPipeline.Canary, $"apis/{canary.Target.Part.Api}", $"spec.versions[{canary.Target.Part.Version}].canary",
                $"Sent to the canary's back end '{canary.Target.Backend.Name}'.");
        }

        return null;
    }
}
