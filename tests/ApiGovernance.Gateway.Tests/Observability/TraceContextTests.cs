using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGovernance.Gateway.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests.Observability;

/// <summary>W3C Trace Context as callers really send it, octet by octet: what is well formed goes on, what is not starts a trace of its own.</summary>
public sealed partial class TraceContextTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";
    private const string Valid = $"00-{Trace}-{Span}-01";

    [GeneratedRegex("^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-0[0-3]$", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();

    /// <summary>A server that logs somewhere, as every host does, has a trace of its own for each request.</summary>
    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(
        w => w.Estate.Api("stock", "v1", Contracts.Get("/items")), services => services.AddLogging(logging => logging.AddProvider(new LogLines())));

    /// <summary>What the back end saw, and the correlation id that the caller got.</summary>
    private static async Task<(IReadOnlyDictionary<string, string> Seen, string Correlation)> SendAsync(GatewayWorld world, params string[] fields)
    {
        string answer = await RawHttp.SendAsync(
            world.Address, $"GET /commerce/stock/v1/items HTTP/1.1\r\nHost: g\r\nConnection: close\r\n{string.Concat(fields.Select(field => field + "\r\n"))}\r\n");
        answer.ShouldStartWith("HTTP/1.1 200", Case.Sensitive, answer);
        int start = answer.IndexOf('{', StringComparison.Ordinal);
        Echo echo = JsonSerializer.Deserialize<Echo>(answer[start..(answer.LastIndexOf('}') + 1)], JsonSerializerOptions.Web)!;
        return (echo.Headers, CorrelationField().Match(answer).Groups[1].Value);
    }

    [GeneratedRegex("\r\nX-Correlation-Id: ([^\r]*)\r\n", RegexOptions.CultureInvariant)]
    private static partial Regex CorrelationField();

    [Theory]
    [InlineData("traceparent: hello")]
    [InlineData("traceparent: 00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("traceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData($"traceparent: 00-{Trace}-0000000000000000-01")]
    [InlineData($"traceparent: ff-{Trace}-{Span}-01")]
    [InlineData($"traceparent: 00-{Trace}-{Span}-01-more")]
    [InlineData($"traceparent: 00-{Trace}-{Span}-0x")]
    [InlineData($"traceparent: 00-{Trace}-{Span}")]
    [InlineData($"traceparent: 00-{Trace}-{Span}-01\r\ntraceparent: 00-{Trace}-{Span}-01")]
    [InlineData("Request-Id: |0af7651916cd43dd8448eb211c80319c.1.")]
    public async Task A_trace_that_is_not_well_formed_is_not_gone_on_with(string field)
    {
        await using GatewayWorld world = await StartAsync();

        var (seen, correlation) = await SendAsync(world, field, "tracestate: vendor=opaque");

        Match sent = WellFormed().Match(seen["traceparent"]);
        sent.Success.ShouldBeTrue(seen["traceparent"]);
        sent.Groups[1].Value.ShouldNotBe(Trace);
        correlation.ShouldBe(sent.Groups[1].Value);
        // It belongs to the trace that was not taken.
        seen.Keys.ShouldNotContain("tracestate");
        seen.Keys.ShouldNotContain("request-id");
    }

    [Theory]
    [InlineData($"traceparent: {Valid}")]
    // Flags that nobody knows yet.
    [InlineData($"traceparent: 00-{Trace}-{Span}-ff")]
    // A later version is read as far as this one goes.
    [InlineData($"traceparent: cc-{Trace}-{Span}-01-what-the-future-brings")]
    public async Task A_trace_that_is_well_formed_goes_on_with_its_state_and_another_parent(string field)
    {
        await using GatewayWorld world = await StartAsync();

        var (seen, correlation) = await SendAsync(world, field, "tracestate: rojo=00f067aa0ba902b7", "tracestate: congo=t61rcWkgMzE,tenant@vendor=x");

        Match sent = WellFormed().Match(seen["traceparent"]);
        sent.Success.ShouldBeTrue(seen["traceparent"]);
        sent.Groups[1].Value.ShouldBe(Trace);
        sent.Groups[2].Value.ShouldNotBe(Span);
        correlation.ShouldBe(Trace);
        seen["tracestate"].Replace(" ", "", StringComparison.Ordinal).ShouldBe("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE,tenant@vendor=x");
    }

    [Theory]
    [InlineData("not a list")]
    [InlineData("=value")]
    [InlineData("UPPER=1")]
    [InlineData("a=1,b")]
    [InlineData("a=1=2")]
    [InlineData("a=")]
    [InlineData(",")]
    public async Task State_that_cannot_be_read_is_left_behind_and_the_trace_goes_on(string state)
    {
        await using GatewayWorld world = await StartAsync();

        var (seen, _) = await SendAsync(world, $"traceparent: {Valid}", $"tracestate: {state}");

        seen["traceparent"].ShouldStartWith($"00-{Trace}-");
        seen.Keys.ShouldNotContain("tracestate");
    }

    [Fact]
    public async Task State_goes_on_up_to_its_measure_of_members_and_of_characters()
    {
        await using GatewayWorld world = await StartAsync();
        string[] members = [.. Enumerable.Range(100, 33).Select(i => $"v{i}=0123456789")];

        // 32 members of 15 characters and 31 commas are 511.
        var (all, _) = await SendAsync(world, $"traceparent: {Valid}", $"tracestate: {string.Join(',', members[1..])}");
        var (tooMany, _) = await SendAsync(world, $"traceparent: {Valid}", $"tracestate: {string.Join(',', members)}");
        string longMember = "long=" + new string('x', 250);
        var (tooLong, _) = await SendAsync(world, $"traceparent: {Valid}", $"tracestate: first=1,{longMember},{longMember.Replace("long", "more", StringComparison.Ordinal)}");

        all["tracestate"].ShouldBe(string.Join(',', members[1..]));
        tooMany.Keys.ShouldNotContain("tracestate");
        tooMany["traceparent"].ShouldStartWith($"00-{Trace}-");
        tooLong["tracestate"].ShouldBe($"first=1,{longMember}");
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("03")]
    public async Task Whether_the_caller_records_goes_on_as_it_was(string flags)
    {
        await using GatewayWorld world = await StartAsync();

        var (seen, _) = await SendAsync(world, $"traceparent: 00-{Trace}-{Span}-{flags}");

        seen["traceparent"].ShouldEndWith($"-{flags}");
    }

    [Fact]
    public async Task What_a_caller_tells_everybody_behind_it_is_not_told_to_back_ends()
    {
        await using GatewayWorld world = await StartAsync();

        var (seen, _) = await SendAsync(world, $"traceparent: {Valid}", "baggage: userId=alice,serverNode=DF%2028", "Correlation-Context: role=admin");

        seen["traceparent"].ShouldStartWith($"00-{Trace}-");
        seen.Keys.ShouldNotContain("baggage");
        seen.Keys.ShouldNotContain("correlation-context");
    }
}
