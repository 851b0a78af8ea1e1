using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Makes the client of a back end: one for each, kept from snapshot to snapshot, so that a change of the catalog costs no connection.</summary>
internal sealed class BackendClients(IForwarderHttpClientFactory factory)
{
    public HttpMessageInvoker Create(string backend) =>
        factory.CreateClient(new ForwarderHttpClientContext { ClusterId = backend, NewConfig = HttpClientConfig.Empty });
}
