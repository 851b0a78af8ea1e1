using System.Net;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests.Observability;

/// <summary>RFC 9209: by <c>Proxy-Status</c> a client tells what the gateway answered from what the back end did.</summary>
public sealed class ProxyStatusTests
{
    /// <summary>RFC 9209, 2.3.</summary>
    private static readonly string[] Registered =
    [
        "dns_timeout", "dns_error", "destination_not_found", "destination_unavailable", "destination_ip_prohibited", "destination_ip_unroutable",
        "connection_refused", "connection_terminated", "connection_timeout", "connection_read_timeout", "connection_write_timeout", "connection_limit_reached",
        "tls_protocol_error", "tls_certificate_error", "tls_alert_received", "http_request_error", "http_request_denied", "http_response_incomplete",
        "http_response_header_section_size", "http_response_header_size", "http_response_body_size", "http_response_trailer_section_size",
        "http_response_trailer_size", "http_response_transfer_coding", "http_response_content_coding", "http_response_timeout", "http_upgrade_failed",
        "http_protocol_error", "proxy_internal_response", "proxy_internal_error", "proxy_configuration_error", "proxy_loop_detected",
    ];

    [Fact]
    public void Every_problem_type_has_a_registered_error() => ProblemTypes.All.ShouldAllBe(type => Registered.Contains(type.ProxyError));

    [Fact]
    public async Task Every_error_of_the_gateway_has_it_and_no_answer_of_a_back_end()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.Estate.Plans.Add(new SnapshotPlan("tiny", [new("burst", 1, 3600)]));
            w.Estate.Api("orders", "v1", Contracts.Orders)
                .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
                .Consumer("app", subscriptions: Estate.Subscription("stock"))
                .Consumer("small", "tiny", subscriptions: Estate.Subscription("stock"))
                .Consumer("other");
        });
        const string Items = "/commerce/stock/v1/items";
        (await world.GetAsync(Items, world.Issuer.Token("small"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var (answer, status, error) in new (HttpResponseMessage, int, string)[]
        {
            (await world.GetAsync("/nowhere"), 404, "http_request_error"),
            (await world.GetAsync("/commerce/orders/v9/orders"), 404, "http_request_error"),
            (await world.GetAsync("/commerce/orders/v1/nothing"), 404, "http_request_error"),
            (await world.SendAsync(HttpMethod.Delete, "/commerce/orders/v1/orders"), 405, "http_request_error"),
            (await world.GetAsync("/commerce/orders/v1/orders?limit=0"), 400, "http_request_error"),
            (await world.PostAsync("/commerce/orders/v1/orders", "{}"), 422, "http_request_error"),
            (await world.GetAsync(Items), 401, "http_request_denied"),
            (await world.GetAsync(Items, world.Issuer.Token("other")), 403, "http_request_denied"),
            (await world.GetAsync(Items, world.Issuer.Token("small")), 429, "http_request_denied"),
        })
        {
            ((int)answer.StatusCode).ShouldBe(status);
            // Nothing went to a back end, so none is named.
            answer.Headers.GetValues("Proxy-Status").ShouldBe([$"apigov; error={error}"], $"{status} {answer.RequestMessage!.RequestUri}");
        }

        foreach (string status in (string[])["200", "404", "503"])
        {
            using HttpResponseMessage forwarded = await world.GetAsync(Items, world.Issuer.Token("app"), ("Echo-Status", status));
            $"{(int)forwarded.StatusCode}".ShouldBe(status);
            forwarded.Headers.Contains("Proxy-Status").ShouldBeFalse(status);
        }
    }
}
