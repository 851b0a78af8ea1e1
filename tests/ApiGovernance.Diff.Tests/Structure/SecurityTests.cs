using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

public sealed class SecurityTests
{
    private const string Schemes = """
        components:
          securitySchemes:
            oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: r, write: w, all: a}}}}
            key: {type: apiKey, in: header, name: X-Key}
            clef: {type: apiKey, in: header, name: x-key}
            query: {type: apiKey, in: query, name: key}
            user: {type: http, scheme: basic}
        """;

    [Theory]
    [InlineData("[]", "[{oauth: [read]}]", "E:added", "I:removed")]
    [InlineData("[{}]", "[]", "", "")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [read]}, {}]", "I:removed", "E:added")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [read, write]}]", "E:scope-added", "I:scope-removed")]
    [InlineData("[{oauth: [read, write]}]", "[{oauth: [write, read]}]", "", "")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [read]}, {key: []}]", "I:alternative-added", "E:removed")]
    [InlineData("[{oauth: [read]}, {key: []}]", "[{key: []}, {oauth: [read]}]", "", "")]
    [InlineData("[{key: []}]", "[{query: []}]", "E:removed", "E:removed")]
    [InlineData("[{key: []}]", "[{clef: []}]", "", "")]
    [InlineData("[{key: []}]", "[{key: [], user: []}]", "E:removed", "I:removed")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [write]}]", "E:scope-added", "E:scope-added")]
    // Whoever has both is let in by the second already.
    [InlineData("[{oauth: [read, write]}, {oauth: [read]}]", "[{oauth: [read]}]", "I:scope-removed", "")]
    [InlineData("[{key: []}, {key: [], user: []}]", "[{key: []}]", "I:removed", "I:alternative-added")]
    public void What_let_a_caller_in_must_still_be_enough(string before, string after, string forward, string backward)
    {
        ApiContract Own(string security) => Operation($"tags: [x]\nsecurity: {security}", Schemes);
        ApiContract Global(string security) => Operation("tags: [x]", $"{Schemes}\nsecurity: {security}");
        Expect.Changes(Own(before), Own(after), Ids("api-security-", forward), Ids("api-security-", backward));
        Expect.Changes(Global(before), Global(after), Ids("api-global-security-", forward), Ids("api-global-security-", backward));
        // Where it is written means nothing.
        Expect.Changes(Own(before), Global(before), "", "");
        Expect.Proven(Compare(Own(before), Own(after)));
        Expect.Proven(Compare(Global(after), Global(before)));
    }

    [Theory]
    [InlineData("[]", "[{key: []}]", "GET /orders without credentials was fine and is refused now", null, null)]
    [InlineData("[{key: []}]", "[{user: []}]", "GET /orders with the header x-key was fine and is refused now", "X-Key", "key")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [read, write]}]", "GET /orders with an OAuth 2.0 token (read) was fine and is refused now", "Authorization", "Bearer (token with read)")]
    [InlineData("[{user: []}]", "[{key: []}]", "GET /orders with http basic was fine and is refused now", "Authorization", "Basic (user and password)")]
    public void A_breaking_change_shows_the_credentials_that_were_enough(string before, string after, string witness, string? header, string? value)
    {
        Finding finding = Compare(Operation($"security: {before}", Schemes), Operation($"security: {after}", Schemes)).Findings.First(finding => finding.Severity == Severity.Error);
        finding.Witness.ShouldBe(witness);
        finding.Exchange!.Headers.ShouldBe(header is null ? [] : [new(header, value!)]);
    }

    [Fact]
    public void A_change_of_the_document_is_told_once_with_the_operations_that_inherit_it()
    {
        const string Text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            security: SECURITY
            components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, user: {type: http, scheme: basic}}}
            paths:
              /a: {get: {responses: {'204': {description: ok}}}, post: {responses: {'204': {description: ok}}}}
              /b: {get: {security: [], responses: {'204': {description: ok}}}}
            """;
        DiffResult result = Expect.Change(
            Read(Text.Replace("SECURITY", "[{key: []}, {user: []}]", StringComparison.Ordinal)), Read(Text.Replace("SECURITY", "[{key: []}]", StringComparison.Ordinal)), "E:api-global-security-removed");
        Finding finding = result.Findings.ShouldHaveSingleItem();
        finding.Operations.ShouldBe(["GET /a", "POST /a"]);
        finding.Identity.ShouldBe("document security");
        finding.Message.ShouldBe("The document, for every operation that says nothing else, no longer lets callers in with http basic; it asks for the header x-key.");
    }

    private const string Flows = "flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: r}}}";

    [Theory]
    [InlineData("{type: apiKey, in: header, name: X-Key}", "{type: http, scheme: bearer}", "E:type-changed", "E:type-changed")]
    [InlineData("{type: apiKey, in: header, name: X-Key}", "{type: apiKey, in: query, name: X-Key}", "E:key-changed", "E:key-changed")]
    [InlineData("{type: apiKey, in: header, name: X-Key}", "{type: apiKey, in: header, name: X-Other}", "E:key-changed", "E:key-changed")]
    [InlineData("{type: apiKey, in: header, name: X-Key}", "{type: apiKey, in: header, name: x-key, description: other}", "", "")]
    [InlineData("{type: http, scheme: basic}", "{type: http, scheme: bearer}", "E:http-scheme-changed", "E:http-scheme-changed")]
    [InlineData("{type: http, scheme: Bearer}", "{type: http, scheme: bearer, bearerFormat: JWT}", "", "")]
    [InlineData($"{{type: oauth2, {Flows}}}", "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://y/token', scopes: {read: r}}}}", "I:oauth-token-url-changed", "I:oauth-token-url-changed")]
    [InlineData("{type: oauth2, flows: {implicit: {authorizationUrl: 'https://x/a', scopes: {}}}}", "{type: oauth2, flows: {implicit: {authorizationUrl: 'https://x/b', scopes: {}}}}", "I:oauth-url-changed", "I:oauth-url-changed")]
    [InlineData($"{{type: oauth2, {Flows}}}", "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: r, write: w}}}}", "I:oauth-scope-added", "I:oauth-scope-removed")]
    [InlineData($"{{type: oauth2, {Flows}}}", "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: other}}}}", "I:oauth-scope-changed", "I:oauth-scope-changed")]
    [InlineData($"{{type: oauth2, {Flows}}}", "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: r}}, password: {tokenUrl: 'https://x/token', scopes: {read: r}}}}", "I:oauth-flow-added", "E:oauth-flow-removed")]
    [InlineData("{type: openIdConnect, openIdConnectUrl: 'https://x/a'}", "{type: openIdConnect, openIdConnectUrl: 'https://x/b'}", "I:open-id-connect-url-changed", "I:open-id-connect-url-changed")]
    public void A_scheme_that_changes_is_told_where_it_is_declared(string before, string after, string forward, string backward)
    {
        ApiContract Declared(string scheme) => Operation("security: [{s: []}]", $"components: {{securitySchemes: {{s: {scheme}}}}}");
        Expect.Changes(Declared(before), Declared(after), Ids("api-security-component-", forward), Ids("api-security-component-", backward));
        DiffResult result = Compare(Declared(after), Declared(before));
        Expect.Proven(result);
        result.Findings.Where(finding => finding.RuleId.EndsWith("key-changed", StringComparison.Ordinal)).ShouldAllBe(finding => finding.Operations.Single() == "GET /orders");
    }

    [Fact]
    public void A_scheme_that_nobody_needs_may_change_and_one_may_be_renamed()
    {
        ApiContract Declared(string name, string scheme, string security) => Operation($"security: {security}", $"components: {{securitySchemes: {{{name}: {scheme}}}}}");
        const string Key = "{type: apiKey, in: header, name: X-Key}", Other = "{type: http, scheme: basic}";
        Expect.Change(Declared("s", Key, "[]"), Declared("s", Other, "[]"), "I:api-security-component-changed");
        Expect.Change(Declared("s", Key, "[{s: []}]"), Declared("t", Key, "[{t: []}]"), "");
        Expect.Changes(Declared("s", Key, "[]"), Operation("security: []"), "I:api-security-component-removed", "I:api-security-component-added");
    }

    private static string Ids(string prefix, string aspects) =>
        string.Join(' ', aspects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(aspect => aspect.Insert(2, prefix)));
}
