using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway;

/// <summary>One step of the pipeline: null passes the request on, a problem is the answer.</summary>
internal delegate ValueTask<Problem?> Stage(Exchange exchange);
