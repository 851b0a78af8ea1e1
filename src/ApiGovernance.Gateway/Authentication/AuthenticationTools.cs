using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>What recognising callers needs beside a snapshot.</summary>
internal sealed record AuthenticationTools(GatewayOptions Options, IssuerHttp Http, GatewaySecrets Secrets, TimeProvider Clock, ILogger<IssuerOutage> Logger);
