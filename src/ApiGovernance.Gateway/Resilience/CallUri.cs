namespace ApiGovernance.Gateway.Resilience;

/// <summary>An address that brings its call along to the client that sends it; a call without policies has a plain one, at no cost.</summary>
internal sealed class CallUri(string uri, BackendCall call) : Uri(uri, UriKind.Absolute)
{
    public BackendCall Call { get; } = call;
}
