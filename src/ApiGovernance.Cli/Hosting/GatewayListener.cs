using System.Net;
using ApiGovernance.Gateway.Authentication.Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ApiGovernance.Cli.Hosting;

/// <summary>A gateway that listens on https.</summary>
internal static class GatewayListener
{
    public static void Secure(WebApplicationBuilder builder, Uri url, GatewayTls tls)
    {
        // What is said here counts; an address that was given before would only be warned about.
        builder.WebHost.UseUrls();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            void Secured(ListenOptions listen) => listen.UseHttps(tls.Handshake);
            if (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address))
                kestrel.Listen(address, url.Port, Secured);
            else if (url.IsLoopback)
                kestrel.ListenLocalhost(url.Port, Secured);
            else
                kestrel.ListenAnyIP(url.Port, Secured);
        });
    }
}
