using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Routing;

/// <summary>What a gateway has to say of itself in each request that it passes on (RFC 9110, 7.6.3): how it came, and a name.</summary>
internal static class ViaField
{
    private const string Version11 = "1.1 apigov";
    private const string Version10 = "1.0 apigov";
    private const string Version2 = "2.0 apigov";
    private const string Version3 = "3.0 apigov";

    public static string Of(string protocol) =>
        HttpProtocol.IsHttp11(protocol) ? Version11
        : HttpProtocol.IsHttp2(protocol) ? Version2
        : HttpProtocol.IsHttp3(protocol) ? Version3
        : Version10;
}
