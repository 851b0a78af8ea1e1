using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// The first stage. A call that names no version to be had ends here; which ones there are is told, where an API wants to know its callers,
/// to those only whom it knows.
/// </summary>
internal sealed class ResolveStage(Authenticator authenticator)
{
    private static readonly int Authenticating = GatewayPipeline.Names.ToList().IndexOf(GatewayPipeline.Authenticate);

    public ValueTask<Problem?> ResolveAsync(Exchange exchange)
    {
        Problem? problem = Resolver.Resolve(exchange);
        return problem is null || exchange.Api is not { AuthenticationRequired: true } ? ValueTask.FromResult(problem) : AskFirstAsync(exchange, problem);
    }

    private async ValueTask<Problem?> AskFirstAsync(Exchange exchange, Problem problem)
    {
        int resolving = exchange.Stage;
        exchange.Stage = Authenticating;
        if (await authenticator.AuthenticateAsync(exchange).ConfigureAwait(false) is { } refused)
            return refused;
        exchange.Stage = resolving;
        return problem;
    }
}
