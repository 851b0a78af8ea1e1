using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ApiGovernance.Cli.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>Port 0: a free port that is this process's own from the moment its number is known.</summary>
public sealed class PortsTests
{
    private static bool HasIPv6 => NetworkInterface.GetAllNetworkInterfaces()
        .Any(network => network.GetIPProperties().UnicastAddresses.Any(address => address.Address.Equals(IPAddress.IPv6Loopback)));

    [Theory]
    [InlineData("http://127.0.0.1:0", "127.0.0.1")]
    [InlineData("http://[::1]:0", "::1")]
    [InlineData("http://localhost:0", "127.0.0.1", "::1")]
    [InlineData("http://any-name:0", "127.0.0.1", "::1")]
    public async Task A_free_port_is_nobody_elses_before_the_server_listens_on_it(string url, params string[] addresses)
    {
        Assert.SkipUnless(HasIPv6, "This machine has no loopback address of IPv6.");
        using Ports ports = new();

        Uri held = ports.Hold(new Uri(url));

        held.Port.ShouldBeGreaterThan(0);
        foreach (string address in addresses)
        {
            using TcpListener other = new(IPAddress.Parse(address), held.Port);
            Should.Throw<SocketException>(other.Start).SocketErrorCode.ShouldBe(SocketError.AddressAlreadyInUse, address);
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(held.GetLeftPart(UriPartial.Authority));
        ports.Hand(builder.Services);
        await using WebApplication app = builder.Build();
        app.Run(context => context.Response.WriteAsync("here"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using HttpClient client = new();
        foreach (string address in addresses)
        {
            Uri at = new UriBuilder(held) { Host = address }.Uri;
            (await client.GetStringAsync(at, TestContext.Current.CancellationToken)).ShouldBe("here", address);
        }
    }

    [Fact]
    public void A_port_that_is_named_is_left_to_the_server()
    {
        using Ports ports = new();
        Uri named = new("http://127.0.0.1:8080");

        ports.Hold(named).ShouldBe(named);
    }
}
