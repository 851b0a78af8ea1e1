using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

/// <summary>Webhooks and callbacks: the API sends, the caller answers.</summary>
public sealed class SentMessageTests
{
    private const string Plain = "requestBody: {required: true, content: {application/json: {}}}, responses: {'200': {description: ok}}";

    [Theory]
    [InlineData(Plain, "requestBody: {content: {application/json: {}}}, responses: {'200': {description: ok}}", "E:webhook-body-became-optional", "I:webhook-body-became-required")]
    [InlineData(Plain, "responses: {'200': {description: ok}}", "E:webhook-body-removed", "I:webhook-body-added")]
    [InlineData(Plain, "requestBody: {required: true, content: {application/json: {}, application/xml: {}}}, responses: {'200': {description: ok}}", "E:webhook-media-type-added", "I:webhook-media-type-removed")]
    [InlineData(Plain, $"parameters: [{{name: X-Sig, in: header, required: true}}], {Plain}", "I:webhook-parameter-added", "E:webhook-required-parameter-removed")]
    [InlineData(Plain, $"parameters: [{{name: X-Sig, in: header}}], {Plain}", "I:webhook-parameter-added", "W:webhook-optional-parameter-removed")]
    [InlineData($"parameters: [{{name: X-Sig, in: header, required: true}}], {Plain}", $"parameters: [{{name: x-sig, in: header}}], {Plain}", "E:webhook-parameter-became-optional", "I:webhook-parameter-became-required")]
    [InlineData($"parameters: [{{name: q, in: query, schema: {{type: array}}}}], {Plain}", $"parameters: [{{name: q, in: query, explode: false, schema: {{type: array}}}}], {Plain}", "E:webhook-parameter-serialization-changed", "E:webhook-parameter-serialization-changed")]
    [InlineData($"parameters: [{{name: q, in: query, schema: {{type: integer, maximum: 5}}}}], {Plain}", $"parameters: [{{name: q, in: query, schema: {{type: integer, maximum: 9}}}}], {Plain}", "E:response-header-max-increased", "I:response-header-max-decreased")]
    [InlineData(Plain, "requestBody: {required: true, content: {application/json: {}}}, responses: {'204': {description: ok}}", "E:webhook-response-status-removed I:webhook-response-status-added", "E:webhook-response-status-removed I:webhook-response-status-added")]
    [InlineData(Plain, "requestBody: {required: true, content: {application/json: {}}}, responses: {2XX: {description: ok}}", "I:webhook-response-status-added", "E:webhook-response-status-removed")]
    [InlineData(Plain, "requestBody: {required: true, content: {application/json: {}}}, responses: {'200': {description: ok, content: {application/json: {}}}}", "E:webhook-response-body-added", "I:webhook-response-body-removed")]
    [InlineData(Plain, "requestBody: {required: true, content: {application/json: {}}}, responses: {'200': {description: ok, headers: {X-Id: {required: true}}}}", "E:webhook-response-header-required", "I:webhook-response-header-removed")]
    [InlineData("responses: {'200': {description: ok, content: {application/json: {}, application/xml: {}}}}", "responses: {'200': {description: ok, content: {application/json: {}}}}", "E:request-body-media-type-removed", "I:request-body-media-type-added")]
    [InlineData("responses: {'200': {description: ok, content: {application/json: {schema: {type: integer, maximum: 9}}}}}", "responses: {'200': {description: ok, content: {application/json: {schema: {type: integer, maximum: 5}}}}}", "E:request-body-max-decreased", "I:request-body-max-increased")]
    [InlineData(Plain, $"deprecated: true, {Plain}", "I:endpoint-deprecated", "I:endpoint-reactivated")]
    [InlineData(Plain, $"security: [{{key: []}}], {Plain}", "W:webhook-security-changed", "W:webhook-security-changed")]
    public void What_is_sent_must_not_become_wider_and_what_is_taken_not_narrower(string before, string after, string forward, string backward)
    {
        Expect.Changes(Webhook(before), Webhook(after), forward, backward);
        Expect.Changes(Callback(before), Callback(after), forward, backward);
        foreach (Finding finding in Compare(Webhook(before), Webhook(after)).Findings)
            finding.Message.ShouldContain("webhook");
        foreach (Finding finding in Compare(Callback(before), Callback(after)).Findings)
            finding.Message.ShouldContain("`POST /orders`");
        foreach (Finding finding in Compare(Callback(before), Callback(after)).Findings)
            finding.Message.ShouldContain("callback `done`");
    }

    [Fact]
    public void A_webhook_or_callback_that_is_gone_breaks()
    {
        ApiContract webhook = Webhook(Plain), callback = Callback(Plain);
        Expect.Changes(webhook, Read("openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}\nwebhooks: {}\n"), "E:webhook-removed", "I:webhook-added");
        Expect.Changes(callback, Read(CallbackText.Replace("callbacks: {done: {URL: {post: {MEMBERS}}}}", "tags: []", StringComparison.Ordinal)), "E:callback-removed", "I:callback-added");
        Expect.Changes(callback, Callback(Plain, "'{$request.body#/other}'"), "E:callback-url-changed", "E:callback-url-changed");
        Expect.Changes(callback, Callback($"{Plain}}}, put: {{{Plain}"), "I:callback-added", "E:callback-removed");
        Finding moved = Only(Compare(callback, Callback(Plain, "'{$request.body#/other}'")), "callback-url-changed");
        moved.Message.ShouldBe("`POST /orders` sends its callback `done` to `{$request.body#/other}` and no longer to `{$request.body#/url}`.");
        moved.Witness.ShouldBe("POST {$request.body#/url} was sent to a caller and is not sent any more");
    }

    [Fact]
    public void The_order_and_the_words_of_a_callback_are_no_change()
    {
        ApiContract callback = Callback(Plain);
        Expect.Change(callback, Callback(Plain.Replace("description: ok", "description: fine", StringComparison.Ordinal)), "");
    }

    private const string CallbackText = """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
        paths:
          /orders:
            post:
              callbacks: {done: {URL: {post: {MEMBERS}}}}
              responses: {'204': {description: ok}}
        """;

    private static ApiContract Callback(string members, string url = "'{$request.body#/url}'") =>
        Read(CallbackText.Replace("URL", url, StringComparison.Ordinal).Replace("MEMBERS", members, StringComparison.Ordinal));

    private static ApiContract Webhook(string members) => Read(
        $"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\ncomponents: {{securitySchemes: {{key: {{type: apiKey, in: header, name: X-Key}}}}}}\nwebhooks:\n  placed:\n    post: {{{members}}}\n");
}
