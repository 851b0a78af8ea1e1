using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Router, validator and back end read a target alike, whichever way the back end reads it.</summary>
public sealed class PathAgreementTests(PathAgreementTests.Shared shared) : IClassFixture<PathAgreementTests.Shared>
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Items, version: 1.0.0 }
        paths:
          /items:
            get: { responses: { '200': { description: ok } } }
          /items/mine:
            get: { responses: { '200': { description: ok } } }
          /items/mine/lines:
            get: { responses: { '200': { description: ok } } }
          /items/{id}:
            get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
            delete: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
          /items/{id}/{part}:
            get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }, { name: part, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
          /items/{id}:cancel:
            get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
          /companies({id})/größe:
            get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
          /pairs/{a}{b}:
            get: { parameters: [{ name: a, in: path, required: true, schema: { type: string } }, { name: b, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
          /matrix/{id}/{name}:
            get: { parameters: [{ name: id, in: path, required: true, style: matrix, schema: { type: integer } }, { name: name, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }
        """;

    private const string Base = "/commerce/items/v1";

    private async Task<string> SendAsync(string target, string method = "GET") =>
        await RawHttp.SendAsync(shared.World.Address, $"{method} {target} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");

    private async Task<string> ForwardedAsync(string target, string method = "GET")
    {
        string answer = await SendAsync(target, method);
        answer.ShouldStartWith("HTTP/1.1 200");
        return JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]).RootElement.GetProperty("target").GetString()!;
    }

    private async Task<string> RefusedAsync(string target, string status = "400", string method = "GET")
    {
        int before = shared.World.Backend.Calls;
        string answer = await SendAsync(target, method);
        answer.ShouldStartWith($"HTTP/1.1 {status}");
        shared.World.Backend.Calls.ShouldBe(before);
        return answer;
    }

    [Theory]
    [InlineData("/items/m%69ne", "/items/mine")]
    [InlineData("/%69tems/mine", "/items/mine")]
    [InlineData("/items/m%69ne/", "/items/mine")]
    [InlineData("/items/a%2Cb", "/items/a%2Cb")]
    [InlineData("/items/x%3Acancel", "/items/x:cancel")]
    [InlineData("/items/x%3Ay:cancel", "/items/x%3Ay:cancel")]
    [InlineData("/companies%287%29/gr%C3%B6%C3%9Fe?q=%28", "/companies(7)/gr%C3%B6%C3%9Fe?q=%28")]
    [InlineData("/matrix/;id=5/a%3Bb", "/matrix/;id=5/a%3Bb")]
    public async Task A_literal_goes_on_as_the_contract_writes_it_and_a_value_as_it_was_sent(string sent, string forwarded) =>
        (await ForwardedAsync(Base + sent)).ShouldBe(forwarded);

    [Theory]
    [InlineData("GET", "/items/MINE", "/items/mine")]
    [InlineData("HEAD", "/items/Mine", "/items/mine")]
    [InlineData("GET", "/items/min%45", "/items/mine")]
    [InlineData("GET", "/items/MINE/LINES", "/items/mine/lines")]
    [InlineData("GET", "/items/mine/Lines", "/items/mine/lines")]
    [InlineData("GET", "/items/x:CANCEL", "/items/{id}:cancel")]
    [InlineData("GET", "/items/x%3ACancel", "/items/{id}:cancel")]
    public async Task A_value_that_is_a_literal_of_the_contract_but_for_capitals_is_refused(string method, string sent, string literal)
    {
        string answer = await RefusedAsync(Base + sent, method: method);

        if (method == "GET")
            answer.ShouldContain($"differs from '{literal}' of the contract in capitals only");
    }

    [Theory]
    [InlineData("DELETE", "/items/MINE")]
    [InlineData("DELETE", "/items/x:CANCEL")]
    [InlineData("GET", "/items/CANCEL")]
    [InlineData("GET", "/items/MINE/other")]
    [InlineData("GET", "/items/minE1")]
    [InlineData("GET", "/items/mine/other")]
    public async Task Capitals_are_no_matter_where_the_literal_offers_nothing_of_the_kind(string method, string sent) =>
        (await ForwardedAsync(Base + sent, method)).ShouldBe(sent);

    [Fact]
    public async Task Who_may_not_call_the_version_learns_of_no_literal_by_its_capitals()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate.Api("items", "v1", Contract, part => part with { AuthenticationRequired = true }));

        await (await world.GetAsync(Base + "/items/MINE")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
    }

    [Theory]
    [InlineData("/matrix/;id=5/a;b", "'name' has a semicolon")]
    [InlineData("/matrix/;id=5;x=1/a", "'id'")]
    [InlineData("/items/a;b", "The path has a semicolon")]
    public async Task A_semicolon_is_for_parameters_in_matrix_style_alone(string path, string detail) => (await RefusedAsync(Base + path)).ShouldContain(detail);

    [Theory]
    [InlineData("/items/m%2569ne")]
    [InlineData("/items/a%253Bb")]
    [InlineData("/items/a%2500")]
    [InlineData("/items/%2541")]
    public async Task What_would_be_another_text_when_it_is_decoded_again_is_refused(string path) => (await RefusedAsync(Base + path)).ShouldContain("percent-encoded twice");

    [Theory]
    [InlineData("/items/100%25", "/items/100%25")]
    [InlineData("/items/5%25%20off", "/items/5%25%20off")]
    [InlineData("/items/10%25de", "/items/10%25de")]
    public async Task A_percent_sign_is_no_double_encoding(string sent, string forwarded) => (await ForwardedAsync(Base + sent)).ShouldBe(forwarded);

    [Theory]
    [InlineData("/pairs/%F0%9F%98%80x")]
    [InlineData("/pairs/x%F0%9F%98%80")]
    [InlineData("/pairs/xy")]
    public async Task Two_values_side_by_side_take_characters_of_any_length(string path) => (await ForwardedAsync(Base + path)).ShouldBe(path);

    [Theory]
    [InlineData("/items?a=b&q=x%00y")]
    [InlineData("/items?%00")]
    public async Task A_query_with_U_0000_is_refused(string target) => (await RefusedAsync(Base + target)).ShouldContain("U+0000");

    [Theory]
    [InlineData($"http://user@gateway{Base}/items")]
    [InlineData($"http://gateway\\x{Base}/items")]
    [InlineData($"http://gateway#{Base}/items")]
    [InlineData($"http://gateway#?{Base}/items")]
    [InlineData($"http://gateway{Base}/items#x")]
    [InlineData($"http:{Base}/items")]
    [InlineData($"http:/{Base}/items")]
    public async Task A_target_that_is_no_path_and_no_plain_address_of_one_is_refused(string target) => await RefusedAsync(target);

    [Theory]
    [InlineData("http://gateway")]
    [InlineData("http://gateway/")]
    [InlineData("http://gateway?x=1")]
    public async Task An_address_without_a_path_is_the_root(string target) => await RefusedAsync(target, "404");

    /// <summary>Whatever is sent as a value, the back end decodes what the gateway checked.</summary>
    [Fact]
    public async Task Every_character_arrives_as_itself()
    {
        StringBuilder wrong = new();
        List<string> texts = [.. Enumerable.Range(0x20, 0x5f).Where(code => "/\\".IndexOf((char)code, StringComparison.Ordinal) < 0).Select(code => $"a{(char)code}b")];
        foreach (int code in new[] { 0x80, 0x85, 0xa0, 0xad, 0xe9, 0x130, 0x301, 0x378, 0x200b, 0x200e, 0x200f, 0x202a, 0x202e, 0x2028, 0x2044, 0x2215, 0xd7ff, 0xe000, 0xf8ff, 0xfeff, 0xff0e, 0xff0f, 0xfffd, 0xfffe, 0xffff, 0x1f600, 0xe0001, 0x10ffff })
            texts.Add($"a{char.ConvertFromUtf32(code)}b");
        texts.Add("e\u0301\u00e9");
        texts.AddRange(["a..b", "...", ".b", "b.", "a%", "..a", "~", "a b."]);
        foreach (string text in texts)
        {
            string encoded = string.Concat(Encoding.UTF8.GetBytes(text).Select(value => string.Create(CultureInfo.InvariantCulture, $"%{value:X2}")));
            if (await ForwardedAsync($"{Base}/items/{encoded}?q={encoded}") is var target
                && target.Split('?') is [var path, var query] && path.StartsWith("/items/", StringComparison.Ordinal)
                && Uri.UnescapeDataString(path["/items/".Length..]) == text && Uri.UnescapeDataString(query["q=".Length..]) == text)
                continue;
            wrong.AppendLine(CultureInfo.InvariantCulture, $"{encoded}: {target}");
        }

        wrong.ToString().ShouldBeEmpty();
    }

    /// <summary>What may stand in a target as it is goes on as what it is.</summary>
    [Fact]
    public async Task Every_character_that_needs_no_encoding_arrives_as_itself()
    {
        StringBuilder wrong = new();
        for (char character = '!'; character <= '~'; character++)
        {
            if ("#%/?\\;&=+".Contains(character, StringComparison.Ordinal))
                continue;
            string target = await ForwardedAsync($"{Base}/items/a{character}b?q=a{character}b");
            if (Uri.UnescapeDataString(target) != $"/items/a{character}b?q=a{character}b")
                wrong.AppendLine(CultureInfo.InvariantCulture, $"{character}: {target}");
        }

        wrong.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?a=%zz&b=%")]
    [InlineData("?a=+%20%2B")]
    [InlineData("?a=b?c=d&&e")]
    [InlineData("?a=/../.&b=//")]
    [InlineData("?a=%2e%2e%2f&b=%5c\\")]
    [InlineData("?")]
    public async Task A_query_that_nobody_checks_arrives_as_it_was_sent(string query) =>
        Uri.UnescapeDataString(await ForwardedAsync(Base + "/items" + query)).ShouldBe(Uri.UnescapeDataString("/items" + query));

    public sealed class Shared : IAsyncLifetime
    {
        public GatewayWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await GatewayWorld.StartAsync(world => world.Estate.Api("items", "v1", Contract));

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
