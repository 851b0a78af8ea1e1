using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Requests that two parsers could read differently. Each is sent octet by octet; the controls show that the same request without its fault passes.</summary>
public sealed class RequestHygieneTests(RequestHygieneTests.Worlds worlds) : IClassFixture<RequestHygieneTests.Worlds>
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Items, version: 1.0.0 }
        paths:
          /items:
            get:
              parameters:
                - { name: client_id, in: header, schema: { type: string } }
              responses: { '200': { description: ok } }
            post:
              requestBody: { content: { application/json: { schema: { type: object } } } }
              responses: { '200': { description: ok } }
            trace: { responses: { '200': { description: ok } } }
          /items/mine:
            get: { responses: { '200': { description: ok } } }
          /items/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              responses: { '200': { description: ok } }
          /matrix/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, style: matrix, schema: { type: integer } }]
              responses: { '200': { description: ok } }
          /upload:
            post:
              requestBody: { content: { application/octet-stream: {} } }
              responses: { '200': { description: ok } }
        """;

    private const string Items = "/commerce/items/v1/items";

    private Task<string> SendAsync(string head, string body = "") => RawHttp.SendAsync(worlds.First.Address, head.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n" + body);

    private static Echo EchoOf(string answer)
    {
        answer.ShouldStartWith("HTTP/1.1 200");
        string text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]));
        int start = text.IndexOf('{', StringComparison.Ordinal);
        return JsonSerializer.Deserialize<Echo>(text[start..(text.LastIndexOf('}') + 1)], JsonSerializerOptions.Web)!;
    }

    private async Task ShouldBeRefusedAsync(string head, string status, string body = "")
    {
        int before = worlds.First.Backend.Calls;
        string answer = await SendAsync(head, body);
        answer.ShouldStartWith($"HTTP/1.1 {status}", Case.Sensitive, head);
        // One request, one answer: nothing of the body was taken for another request.
        answer.Split("HTTP/1.1 ").Length.ShouldBe(2, answer);
        worlds.First.Backend.Calls.ShouldBe(before, head);
    }

    [Fact]
    public async Task The_same_requests_without_a_fault_pass()
    {
        EchoOf(await SendAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close")).Target.ShouldBe("/items");
        EchoOf(await SendAsync($"POST {Items} HTTP/1.1\nHost: gateway\nContent-Type: application/json\nTransfer-Encoding: chunked\nConnection: close", "2\r\n{}\r\n0\r\n\r\n"))
            .Body.ShouldBe("e30=");
        EchoOf(await SendAsync($"POST {Items} HTTP/1.1\nHost: gateway:8080\nExpect: 100-continue\nContent-Type: application/json\nContent-Length: 2\nConnection: close, TE\nTE: trailers", "{}")
            .ContinueWith(answer => answer.Result.Replace("HTTP/1.1 100 Continue\r\n\r\n", "", StringComparison.Ordinal), TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default))
            .Body.ShouldBe("e30=");
    }

    [Theory]
    [InlineData("Content-Length: 2\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\nContent-Length: 2")]
    [InlineData("Transfer-Encoding: ,chunked")]
    [InlineData("Transfer-Encoding: chunked\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked, chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: identity, chunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding : chunked")]
    [InlineData(" Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 2\nContent-Length: 3")]
    [InlineData("Content-Length: 2, 2")]
    [InlineData("Content-Length: +2")]
    [InlineData("Content-Length: -2")]
    [InlineData("Content-Length: 0x2")]
    [InlineData("Content-Length: 2 2")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: 2\nTransfer_Encoding: chunked\nTransfer-Encoding: chunked")]
    public async Task A_body_that_could_end_in_two_places_is_refused(string fields) =>
        await ShouldBeRefusedAsync($"POST {Items} HTTP/1.1\nHost: gateway\nContent-Type: application/json\nConnection: close\n{fields}", "400", "2\r\n{}\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n");

    [Theory]
    [InlineData("2\n{}\n0\n\n")]
    [InlineData("2 \r\n{}\r\n0\r\n\r\n")]
    [InlineData("0x2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}x\r\n0\r\n\r\n")]
    [InlineData("-2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("fffffffff2\r\n{}\r\n0\r\n\r\n")]
    public async Task A_chunk_that_is_not_framed_as_HTTP_says_is_refused(string body) =>
        await ShouldBeRefusedAsync($"POST {Items} HTTP/1.1\nHost: gateway\nContent-Type: application/json\nConnection: close\nTransfer-Encoding: chunked", "400", body);

    [Fact]
    public async Task A_version_without_chunks_cannot_have_chunks() => await ShouldBeRefusedAsync(
        $"POST {Items} HTTP/1.0\nHost: gateway\nContent-Type: application/json\nTransfer-Encoding: chunked", "400", "2\r\n{}\r\n0\r\n\r\n");

    [Theory]
    [InlineData("GET {0} HTTP/1.1\nHost: gateway\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: gateway\nX-A: b\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: gateway\n\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: gateway\rX-A: b\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: gateway\r\nX-A: b\r\n folded\r\n\r\n")]
    public async Task A_line_that_does_not_end_in_CR_LF_is_refused(string request)
    {
        int before = worlds.First.Backend.Calls;

        (await RawHttp.SendAsync(worlds.First.Address, string.Format(CultureInfo.InvariantCulture, request, Items))).ShouldStartWith("HTTP/1.1 400");

        worlds.First.Backend.Calls.ShouldBe(before);
    }

    [Theory]
    [InlineData("X-A: b\x01")]
    [InlineData("X-A: b\x08")]
    [InlineData("X-A: b\x0b")]
    [InlineData("X-A: b\x0c")]
    [InlineData("X-A: b\x0e")]
    [InlineData("X-A: b\x1f")]
    [InlineData("X-A: b\x7f")]
    [InlineData("X-A: b\0")]
    [InlineData("X-A: \xff\xfe")]
    [InlineData("X\x01: b")]
    [InlineData("X\x7f: b")]
    [InlineData("X(A): b")]
    [InlineData("X@A: b")]
    [InlineData("X[A]: b")]
    [InlineData("X\"A: b")]
    [InlineData("X\xe9: b")]
    [InlineData(": b")]
    [InlineData("X A: b")]
    [InlineData("no colon")]
    public async Task A_field_with_an_octet_that_fields_do_not_have_is_refused(string field) =>
        await ShouldBeRefusedAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\n{field}", "400");

    [Theory]
    [InlineData("Host:")]
    [InlineData("Host: a:99999")]
    [InlineData("Host: a:x")]
    [InlineData("Host: user@a")]
    [InlineData("Host: a b")]
    [InlineData("Host: a/b")]
    [InlineData("Host: a\nHost: a")]
    [InlineData("Host: a\nHost: b")]
    [InlineData("X-A: b")]
    public async Task A_host_that_is_missing_doubled_or_none_is_refused(string field) =>
        await ShouldBeRefusedAsync($"GET {Items} HTTP/1.1\nConnection: close\n{field}", "400");

    [Fact]
    public async Task A_target_with_another_authority_than_the_host_is_refused()
    {
        await ShouldBeRefusedAsync($"GET http://other{Items} HTTP/1.1\nHost: gateway\nConnection: close", "400");
        Echo echo = EchoOf(await SendAsync($"GET http://gateway{Items} HTTP/1.1\nHost: gateway\nConnection: close"));
        echo.Target.ShouldBe("/items");
        echo.Headers["host"].ShouldBe(new Uri(worlds.First.Backend.Address).Authority);
    }

    [Fact]
    public async Task In_a_target_without_a_path_a_slash_of_the_query_begins_none()
    {
        await ShouldBeRefusedAsync($"GET http://gateway?x={Items} HTTP/1.1\nHost: gateway\nConnection: close", "404");
        EchoOf(await SendAsync($"GET http://gateway{Items}?x=/a HTTP/1.1\nHost: gateway\nConnection: close")).Target.ShouldBe("/items?x=/a");
    }

    [Theory]
    [InlineData("TRACE /\x1b]0;x\x07 HTTP/1.1\nHost: gateway", "405")]
    [InlineData("GET /\x1b]0;x\x07 HTTP/1.1\nHost: gateway\nExpect: foo", "417")]
    [InlineData("GET /\x1b]0;x\x07 HTTP/1.1\nHost: gateway", "400")]
    public async Task No_log_gets_control_characters_of_a_target(string head, string status)
    {
        using LogLines lines = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            world => world.Estate.Api("items", "v1", Contract), services => services.AddLogging(logging => logging.AddProvider(lines)));

        string answer = await RawHttp.SendAsync(world.Address, head.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith($"HTTP/1.1 {status}");
        await Eventually.HoldsAsync(() => lines.All.Any(line => line.Contains($"answered {status}", StringComparison.Ordinal)), GatewayWorld.Bound, "the call is logged");
        lines.All.Where(line => line.Contains('\x1b', StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("X-Consumer-Id")]
    [InlineData("x-correlation-id")]
    [InlineData("content-type")]
    public async Task Connection_may_not_name_a_field(string options)
    {
        int before = worlds.First.Backend.Calls;

        HttpResponseMessage answer = await worlds.First.GetAsync(Items, null, ("Connection", options));

        await answer.ShouldBeProblemAsync(System.Net.HttpStatusCode.BadRequest, "malformed-request");
        worlds.First.Backend.Calls.ShouldBe(before);
    }

    [Fact]
    public async Task Beside_close_and_keep_alive_the_server_forgets_what_Connection_names_so_that_nothing_can_be_taken_away()
    {
        (await Echo.ReadAsync(await worlds.First.GetAsync(Items, null, ("Connection", "keep-alive, X-Correlation-Id")))).Headers.ShouldContainKey("x-correlation-id");
        Echo echo = EchoOf(await SendAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close, X-Correlation-Id, X-Forwarded-For, X-Kept\nX-Kept: 1"));

        echo.Headers.ShouldContainKey("x-correlation-id");
        echo.Headers.ShouldContainKey("x-forwarded-for");
        echo.Headers.ShouldContainKey("x-kept");
        echo.Headers.ShouldNotContainKey("connection");
    }

    [Fact]
    public async Task Fields_of_one_hop_end_here()
    {
        Echo echo = EchoOf(await SendAsync(
            $"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close, Upgrade, HTTP2-Settings, TE, keep-alive\nUpgrade: h2c\nHTTP2-Settings: AAMAAABk\nKeep-Alive: timeout=5\n"
            + "Proxy-Connection: keep-alive\nProxy-Authorization: Basic x\nTE: gzip, trailers\nTrailer: X-Checksum\nX-End: 1"));

        foreach (string name in new[] { "connection", "upgrade", "http2-settings", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer", "transfer-encoding" })
            echo.Headers.ShouldNotContainKey(name);
        echo.Headers["x-end"].ShouldBe("1");
    }

    [Fact]
    public async Task Trailers_of_a_request_do_not_go_on()
    {
        Echo echo = EchoOf(await SendAsync(
            $"POST /commerce/items/v1/upload HTTP/1.1\nHost: gateway\nConnection: close\nContent-Type: application/octet-stream\nTransfer-Encoding: chunked\nTrailer: X-Consumer-Id",
            "2\r\nab\r\n0\r\nX-Consumer-Id: admin\r\n\r\n"));

        echo.Body.ShouldBe("YWI=");
        echo.Headers.ShouldNotContainKey("x-consumer-id");
        echo.Headers.ShouldNotContainKey("trailer");
    }

    [Fact]
    public async Task What_only_proxies_say_is_said_by_the_gateway_alone()
    {
        string[] spoofed =
        [
            "X-Original-URL", "X-Rewrite-URL", "X-Original-Host", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Real-IP", "X-Client-IP",
            "True-Client-IP", "CF-Connecting-IP", "X-Cluster-Client-IP", "X-Consumer-Id", "X-Consumer-Groups", "X-Api-Key-Owner", "Client-Cert", "X-SSL-Client-Cert",
            "X-ARR-ClientCert", "Proxy", "Forwarded", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-User", "X-Forwarded-Ssl",
            "X-Shadow", "X-Remote-User", "X-Remote-Group", "X-Remote-Addr", "Remote-User", "X-WebAuth-User", "X-Authenticated-Userid", "X-Credential-Identifier",
            "X-Anonymous-Consumer", "X-Auth-Request-Email", "X-MS-CLIENT-PRINCIPAL", "X-MS-Client-Principal-Name", "X-Goog-Authenticated-User-Email", "X-Goog-IAP-JWT-Assertion",
            "X-Amzn-Oidc-Identity",
        ];
        string fields = string.Join('\n', spoofed.Where(name => name != "X-Api-Key-Owner").Select(name => $"{name}: spoofed"));

        Echo echo = EchoOf(await SendAsync(
            $"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\n{fields}\nX-Forwarded-For: 10.0.0.1\nX-Forwarded-For: 10.0.0.2\nX-Forwarded-Host: evil\nX-Forwarded-Proto: https"));

        foreach (string name in spoofed)
            echo.Headers.ShouldNotContainKey(name.ToLowerInvariant());
        echo.Headers["x-forwarded-for"].ShouldBe("127.0.0.1");
        echo.Headers["x-forwarded-host"].ShouldBe("gateway");
        echo.Headers["x-forwarded-proto"].ShouldBe("http");
        echo.Headers.Values.ShouldNotContain(value => value.Contains("spoofed", StringComparison.Ordinal) || value.Contains("10.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_with_an_underscore_goes_on_only_where_the_contract_declares_it()
    {
        const string fields = "X_User: admin\nTransfer_Encoding: chunked\nContent_Length: 5\nX_Consumer_Id: admin\nclient_id: c-1";
        Echo declared = EchoOf(await SendAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\n{fields}"));
        Echo other = EchoOf(await SendAsync($"GET {Items}/mine HTTP/1.1\nHost: gateway\nConnection: close\n{fields}"));

        declared.Headers["client_id"].ShouldBe("c-1");
        declared.Headers.Keys.Count(name => name.Contains('_', StringComparison.Ordinal)).ShouldBe(1);
        other.Headers.Keys.ShouldNotContain(name => name.Contains('_', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_back_end_is_told_of_the_hop_behind_those_before()
    {
        EchoOf(await SendAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close")).Headers["via"].ShouldBe("1.1 apigov");
        EchoOf(await SendAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\nVia: 1.0 fred, 1.1 edge.example.com")).Headers["via"]
            .ShouldBe("1.0 fred, 1.1 edge.example.com, 1.1 apigov");
        string second = await RawHttp2.SendAsync(worlds.Second.Address, RawHttp2.Request("GET", Items));
        JsonSerializer.Deserialize<Echo>(second[4..], JsonSerializerOptions.Web)!.Headers["via"].ShouldBe("2.0 apigov");
    }

    [Fact]
    public async Task Letters_beyond_ASCII_in_a_field_arrive_as_they_were_sent()
    {
        string sent = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Zoë"));

        EchoOf(await SendAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\nX-Name: {sent}")).Headers["x-name"].ShouldBe("Zoë");
    }

    [Theory]
    [InlineData("/items/a%2Fb")]
    [InlineData("/items/a%5Cb")]
    [InlineData("/items/a\\b")]
    [InlineData("/items/..;/items")]
    [InlineData("/items/.;x/mine")]
    [InlineData("/items/mine;x=1")]
    [InlineData("/items/a;jsessionid=1")]
    [InlineData("//items")]
    [InlineData("/items//mine")]
    [InlineData("/items/%00")]
    [InlineData("/items/a%0a")]
    [InlineData("/items/a%0d")]
    [InlineData("/items/a%09")]
    [InlineData("/items/a%7f")]
    [InlineData("/items/%ff")]
    [InlineData("/items/%c0%af")]
    [InlineData("/items/%e0%80%af")]
    [InlineData("/items/%ed%a0%80")]
    [InlineData("/items/%u002e")]
    [InlineData("/items/%zz")]
    [InlineData("/items/%2")]
    [InlineData("/items/%")]
    [InlineData("/items/%252e%252e")]
    [InlineData("/items/a%252fb")]
    [InlineData("/items/a%255cb")]
    [InlineData("/items/a%25252fb")]
    [InlineData("/items/../mine")]
    [InlineData("/items/%2e%2e/mine")]
    [InlineData("/items/%2E./mine")]
    [InlineData("/items/./mine")]
    [InlineData("/items/..")]
    [InlineData("/items/a#b")]
    [InlineData("/items/caf\xe9")]
    public async Task A_path_that_could_lead_elsewhere_is_refused(string path) =>
        await ShouldBeRefusedAsync($"GET /commerce/items/v1{path} HTTP/1.1\nHost: gateway\nConnection: close", "400");

    [Theory]
    [InlineData("/items/a%3Bb")]
    [InlineData("/items/50%25")]
    [InlineData("/items/caf%C3%A9")]
    [InlineData("/items/...")]
    [InlineData("/items/a.b")]
    [InlineData("/matrix/;id=5")]
    public async Task A_path_that_leads_to_one_place_only_arrives_as_sent(string path) =>
        EchoOf(await SendAsync($"GET /commerce/items/v1{path} HTTP/1.1\nHost: gateway\nConnection: close")).Target.ShouldBe(path);

    [Theory]
    [InlineData("TRACE")]
    [InlineData("FOO")]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task A_method_that_the_contract_does_not_offer_is_refused(string method) =>
        await ShouldBeRefusedAsync($"{method} {Items} HTTP/1.1\nHost: gateway\nConnection: close", "405");

    [Fact]
    public async Task Nobody_gets_a_tunnel()
    {
        string answer = await SendAsync("CONNECT erp.internal:443 HTTP/1.1\nHost: erp.internal:443\nConnection: close");

        answer.ShouldStartWith("HTTP/1.1 405");
        answer.ShouldContain("Allow: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    }

    [Theory]
    [InlineData("Expect: foo")]
    [InlineData("Expect: 100-continue, foo")]
    [InlineData("Expect: 100-continue\nExpect: foo")]
    public async Task An_expectation_that_nobody_meets_is_refused(string field) => await ShouldBeRefusedAsync(
        $"POST {Items} HTTP/1.1\nHost: gateway\nConnection: close\nContent-Type: application/json\nContent-Length: 2\n{field}", "417", "{}");

    [Theory]
    [InlineData("items", "application/json", false)]
    [InlineData("upload", "application/octet-stream", true)]
    public async Task An_expectation_goes_on_only_with_a_body_that_is_still_to_come(string path, string contentType, bool goesOn)
    {
        string answer = await SendAsync(
            $"POST /commerce/items/v1/{path} HTTP/1.1\nHost: gateway\nConnection: close\nContent-Type: {contentType}\nContent-Length: 2\nExpect: 100-continue", "{}");

        EchoOf(answer.Replace("HTTP/1.1 100 Continue\r\n\r\n", "", StringComparison.Ordinal)).Headers.ContainsKey("expect").ShouldBe(goesOn);
    }

    [Fact]
    public async Task A_WebSocket_is_refused_where_the_contract_has_none() => await ShouldBeRefusedAsync(
        $"GET {Items} HTTP/1.1\nHost: gateway\nConnection: Upgrade, close\nUpgrade: WebSocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "400");

    [Fact]
    public async Task Two_content_types_are_refused() => await ShouldBeRefusedAsync(
        $"POST {Items} HTTP/1.1\nHost: gateway\nConnection: close\nContent-Type: application/json\nContent-Type: text/plain\nContent-Length: 2", "400", "{}");

    [Fact]
    public async Task Too_much_is_refused_before_it_is_read()
    {
        await ShouldBeRefusedAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\nX-A: {new string('a', 33 * 1024)}", "431");
        await ShouldBeRefusedAsync($"GET {Items} HTTP/1.1\nHost: gateway\nConnection: close\n{string.Join('\n', Enumerable.Range(0, 101).Select(i => $"X-{i}: 1"))}", "431");
        await ShouldBeRefusedAsync($"GET {Items}?{new string('a', 9 * 1024)} HTTP/1.1\nHost: gateway\nConnection: close", "414");
    }

    [Theory]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("upgrade", "websocket")]
    [InlineData("keep-alive", "timeout=5")]
    [InlineData("proxy-connection", "keep-alive")]
    [InlineData("connection", "close")]
    [InlineData("te", "gzip")]
    [InlineData("content-length", "+2")]
    [InlineData("content-length", "3")]
    [InlineData("x-a", "b\x01")]
    [InlineData("x-a", "b\x7f")]
    [InlineData("x-a", "b\r\nx-consumer-id: admin")]
    [InlineData("x-a", "b\0c")]
    [InlineData("x\r\nx-consumer-id", "admin")]
    [InlineData("x:a", "b")]
    [InlineData("x a", "b")]
    [InlineData("x\x01", "b")]
    [InlineData("X-Upper", "b")]
    [InlineData(":status", "200")]
    [InlineData("", "b")]
    [InlineData("expect", "foo")]
    public async Task Over_HTTP_2_the_same_is_refused(string name, string value)
    {
        int before = worlds.Second.Backend.Calls;

        string answer = await RawHttp2.SendAsync(worlds.Second.Address, RawHttp2.Request("POST", Items, ("content-type", "application/json"), (name, value)), "{}"u8.ToArray());

        (answer.StartsWith(name == "expect" ? "417 " : "400 ", StringComparison.Ordinal) || answer is "RST_STREAM 1" or "GOAWAY 1" or "GOAWAY 9").ShouldBeTrue(answer);
        worlds.Second.Backend.Calls.ShouldBe(before);
    }

    [Theory]
    [InlineData("TRACE", "/commerce/items/v1/items", "405")]
    [InlineData("get", "/commerce/items/v1/items", "405")]
    [InlineData("GET", "/commerce/items/v1/items/a%2fb", "400")]
    [InlineData("GET", "/commerce/items/v1/items/../items", "400")]
    [InlineData("GET", "/commerce/items/v1//items", "400")]
    [InlineData("GET", "/commerce/items/v1/items/mine;x", "400")]
    [InlineData("GET", "commerce/items", "400")]
    public async Task Over_HTTP_2_targets_are_held_to_the_same(string method, string path, string status)
    {
        int before = worlds.Second.Backend.Calls;

        string answer = await RawHttp2.SendAsync(worlds.Second.Address, RawHttp2.Request(method, path));

        (answer.StartsWith(status, StringComparison.Ordinal) || answer == "RST_STREAM 1").ShouldBeTrue(answer);
        worlds.Second.Backend.Calls.ShouldBe(before);
    }

    [Fact]
    public async Task Over_HTTP_2_the_same_request_without_a_fault_passes()
    {
        string answer = await RawHttp2.SendAsync(
            worlds.Second.Address,
            RawHttp2.Request("POST", Items, ("content-type", "application/json"), ("content-length", "2"), ("te", "trailers"), ("x-a", "b")), "{}"u8.ToArray());

        answer.ShouldStartWith("200 ");
        Echo echo = JsonSerializer.Deserialize<Echo>(answer[4..], JsonSerializerOptions.Web)!;
        (echo.Method, echo.Target, echo.Body, echo.Headers["x-a"]).ShouldBe(("POST", "/items", "e30=", "b"));
        echo.Headers.Keys.ShouldNotContain(name => name.StartsWith(':'));
    }

    public sealed class Worlds : IAsyncLifetime
    {
        public GatewayWorld First { get; private set; } = null!;

        public GatewayWorld Second { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            First = await GatewayWorld.StartAsync(world => world.Estate.Api("items", "v1", Contract));
            Second = await GatewayWorld.StartAsync(world => world.Estate.Api("items", "v1", Contract), RawHttp2.Speak);
        }

        public async ValueTask DisposeAsync()
        {
            await First.DisposeAsync();
            await Second.DisposeAsync();
        }
    }
}
