using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

/// <summary>Which operation is which, and what is said when its URL is written otherwise, is another one or is gone.</summary>
public sealed class MatchingTests
{
    [Theory]
    [InlineData("https://x/v1", "/orders", "https://x", "/v1/orders")]
    [InlineData("https://x/v1/", "/orders", "/", "/v1/orders")]
    [InlineData("https://x/api/v1", "/orders", "https://x/api", "/v1/orders")]
    public void A_base_path_that_moves_is_one_change_of_the_contract(string server, string path, string newServer, string newPath)
    {
        DiffResult result = Compare(On(server, path), On(newServer, newPath));
        Finding finding = Only(result, "api-path-base-moved");
        finding.Operations.ShouldBe([$"GET {newPath}", $"POST {newPath}", $"GET {newPath}/{{id}}"]);
        finding.Message.ShouldContain("3 operations");
        result.Findings.Select(one => one.RuleId).Except(["api-path-base-moved", "api-server-url-changed"]).ShouldBeEmpty();
        result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    [Fact]
    public void A_base_path_that_is_another_one_breaks_once_and_the_operations_are_compared_all_the_same()
    {
        ApiContract before = On("https://x/v1", "/orders"), after = On("https://x/v2", "/orders", "parameters: [{name: q, in: query, required: true}]");
        DiffResult result = Expect.Change(before, after, "E:api-base-path-changed E:new-required-request-parameter I:api-server-url-changed");
        Finding finding = Only(result, "api-base-path-changed");
        finding.Message.ShouldBe("3 operations are served under `/v2` and no longer under `/v1`.");
        finding.Witness.ShouldBe("GET /v1/orders was routed and is answered with 404 now");
        finding.Exchange!.RequestLine.ShouldBe("GET /v1/orders");
        finding.Operations.Count.ShouldBe(3);
        finding.Operation.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://x/v1, https://x/v2", "https://x/v2", "E:api-base-path-changed I:api-server-removed", "I:api-server-added")]
    [InlineData("/v1, /v2", "/v2, /v3", "E:api-base-path-changed I:api-server-url-changed", "E:api-base-path-changed I:api-server-url-changed")]
    // A host that is gone takes its base path along; nobody calls it any more.
    [InlineData("https://x/v1, https://sandbox.x", "https://x/v1", "I:api-server-removed", "I:api-server-added")]
    [InlineData("https://x/v1", "https://y/v1", "I:api-server-url-changed", "I:api-server-url-changed")]
    [InlineData("https://x/v1, https://y/v1", "https://z/v1", "I:api-server-removed I:api-server-added", "I:api-server-added I:api-server-removed")]
    public void Every_base_path_is_part_of_a_url(string before, string after, string forward, string backward) => Expect.Changes(Served(before), Served(after), forward, backward);

    [Fact]
    public void One_of_several_base_paths_that_is_gone_is_shown_with_the_others()
    {
        Finding finding = Only(Compare(Served("/v1, /v2, /"), Served("/v2, /")), "api-base-path-changed");
        finding.Message.ShouldBe("`GET /a` is served under `/v2` and `/` and no longer under `/v1`.");
        finding.Witness.ShouldBe("GET /v1/a was routed and is answered with 404 now");
    }

    [Theory]
    [InlineData("{default: v1, enum: [v1, v2]}", "{default: v2, enum: [v2]}", "E:api-base-path-changed I:api-server-variable-default-changed W:api-server-variable-value-removed", "GET /v1/a was routed and is answered with 404 now")]
    [InlineData("{default: v1}", "{default: v1, enum: [v1]}", "E:api-base-path-changed W:api-server-variable-value-removed", "GET /abc/a was routed and is answered with 404 now")]
    [InlineData("{default: v1, enum: [v1, v2]}", "{default: v2, enum: [v2, v1]}", "I:api-server-variable-default-changed", null)]
    [InlineData("{default: v1, enum: [v1]}", "{default: v2}", "I:api-server-variable-default-changed I:api-server-variable-value-added", null)]
    public void A_server_variable_is_worth_a_base_path_for_each_value(string before, string after, string ids, string? witness)
    {
        static ApiContract On(string variable) => Read($"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: 'https://x/{{v}}', variables: {{v: {variable}}}}}]\npaths: {{/a: {{get: {{responses: {{'204': {{description: ok}}}}}}}}}}\n");
        DiffResult result = Expect.Change(On(before), On(after), ids);
        result.Findings.Select(finding => finding.Witness).FirstOrDefault(text => text is not null).ShouldBe(witness);
    }

    [Theory]
    [InlineData("https://x/v1", "/orders", "https://x/v1", "/orders")]
    [InlineData("https://x/v1", "/orders", "https://x", "/v1/orders")]
    [InlineData("https://x", "/v1/orders", "/v1", "/orders")]
    public void A_request_is_shown_with_its_base_path(string server, string path, string newServer, string newPath)
    {
        const string Both = "parameters: [{name: q, in: query, schema: {enum: [a, b]}}]", One = "parameters: [{name: q, in: query, schema: {enum: [a]}}, {name: r, in: query, required: true}]";
        DiffResult result = Compare(On(server, path, Both), On(newServer, newPath, One));
        Only(result, "request-parameter-enum-value-removed").Exchange!.RequestLine.ShouldBe("GET /v1/orders?q=b");
        Only(result, "new-required-request-parameter").Exchange!.RequestLine.ShouldBe("GET /v1/orders");
    }

    private static ApiContract Served(string urls) =>
        Read($"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{string.Join(", ", urls.Split(", ").Select(url => $"{{url: '{url}'}}"))}]\npaths: {{/a: {{get: {{responses: {{'204': {{description: ok}}}}}}}}}}\n");

    [Theory]
    [InlineData("/orders/{id}", "/orders/{orderId}", "I:api-path-parameter-renamed")]
    [InlineData("/orders/{id}", "/orders/{id}/", "I:api-path-spelling-changed")]
    [InlineData("/orders/{id}", "/./orders/x/../{id}", "I:api-path-spelling-changed")]
    [InlineData("/or%64ers/{id}", "/orders/{id}", "I:api-path-spelling-changed")]
    [InlineData("/a/{x}/b/{y}", "/a/{y}/b/{x}", "I:api-path-parameter-renamed")]
    public void Paths_that_mean_the_same_urls_are_one_path(string before, string after, string id)
    {
        Expect.Changes(Described(before), Described(after), id, id);
        DiffResult result = Compare(Described(before), Described(after));
        result.Findings.ShouldAllBe(finding => finding.Operations.Count == 2 && finding.Operation == null);
    }

    [Fact]
    public void A_renamed_path_parameter_is_still_compared_by_its_position()
    {
        ApiContract Limited(string name, int length) => Read("""
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders/{NAME}:
                get:
                  parameters: [{name: NAME, in: path, required: true, schema: {type: string, maxLength: LENGTH}}]
                  responses: {'204': {description: ok}}
            """.Replace("NAME", name, StringComparison.Ordinal).Replace("LENGTH", $"{length}", StringComparison.Ordinal));
        DiffResult result = Compare(Limited("id", 9), Limited("orderId", 8));
        Only(result, "request-parameter-max-length-decreased").Message.ShouldContain("`orderId`");
        Only(result, "api-path-parameter-renamed").Message.ShouldBe("The parameter `id` of the path `/orders/{id}` is called `orderId` now; no URL changes.");
    }

    [Theory]
    [InlineData("", null, "E:api-removed-without-deprecation")]
    [InlineData("deprecated: true, ", null, "E:api-removed-without-sunset")]
    [InlineData("deprecated: true, x-sunset: soon, ", null, "E:api-path-sunset-parse")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31', ", null, "E:api-removed-before-sunset")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31', ", "2026-12-30", "E:api-removed-before-sunset")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31', ", "2026-12-31", "I:api-removed-with-deprecation")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31T23:00:00Z', ", "2027-01-01", "I:api-removed-with-deprecation")]
    // Without `deprecated` nobody was told, whatever day stands there.
    [InlineData("x-sunset: '2026-12-31', ", "2027-06-01", "E:api-removed-without-deprecation")]
    public void A_removal_is_judged_by_what_callers_were_told(string announced, string? today, string id)
    {
        string get = $"get: {{{announced}responses: {{'204': {{description: ok}}}}}}", post = "post: {responses: {'204': {description: ok}}}";
        ApiContract before = Paths($"/orders: {{{get}, {post}}}"), method = Paths($"/orders: {{{post}}}"), path = Paths($"/other: {{{post}}}");
        DiffOptions options = new() { Today = today is null ? null : DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture) };

        Finding gone = ContractDiff.Compare(before, method, CompatibilityPolicy.Default, options).Findings.First(finding => finding.Operation == "GET /orders");
        $"{gone.Severity.ToString()[0]}:{gone.RuleId}".ShouldBe(id);
        Finding whole = ContractDiff.Compare(before, path, CompatibilityPolicy.Default, options).Findings.First(finding => finding.Operation == "GET /orders");
        $"{whole.Severity.ToString()[0]}:{whole.RuleId}".ShouldBe(id.Replace("api-removed", "api-path-removed", StringComparison.Ordinal));
        if (id[0] == 'E')
        {
            gone.Witness.ShouldBe("GET /orders was routed and is answered with 405 now");
            whole.Witness.ShouldBe("GET /orders was routed and is answered with 404 now");
            gone.Exchange!.RequestLine.ShouldBe("GET /orders");
        }
    }

    [Fact]
    public void The_request_line_is_filled_in()
    {
        ApiContract before = Paths("/orders/{id}/lines/{no}: {get: {parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}, {name: no, in: path, required: true, schema: {type: integer}}, {name: s, in: query, required: true, schema: {enum: [open]}}], responses: {'204': {description: ok}}}}");
        DiffResult result = Compare(before, Paths("/x: {get: {responses: {'204': {description: ok}}}}"));
        Only(result, "api-path-removed-without-deprecation").Exchange!.RequestLine.ShouldBe("GET /orders/00000000-0000-4000-8000-000000000000/lines/123?s=open");
    }

    [Fact]
    public void Templates_of_one_shape_do_not_end_the_comparison_and_what_has_no_partner_is_named()
    {
        const string Get = "{get: {responses: {'204': {description: ok}}}}", Post = "{get: {responses: {'204': {description: ok}}}, post: {responses: {'204': {description: ok}}}}";
        ApiContract before = Paths($"/a/{{x}}: {Get}\n  /a/{{y}}: {Get}\n  /b: {Post}");
        ApiContract after = Paths($"/a/{{y}}: {Get}\n  /b: {Get}");

        DiffResult result = Compare(before, after);
        Ids(result).ShouldBe(["E:api-removed-without-deprecation"]);
        Finding left = result.NotCompared.ShouldHaveSingleItem();
        left.RuleId.ShouldBe("operation-not-compared");
        left.Operation.ShouldBe("GET /a/{x}");
        left.Message.ShouldContain("openapi.yaml:4:");
        left.Message.ShouldContain("`GET /a/{y}`");
        // Each has its partner of the same spelling.
        DiffResult same = Compare(before, Paths($"/a/{{y}}: {Get}\n  /a/{{x}}: {Get}\n  /b: {Post}"));
        same.Findings.ShouldBeEmpty();
        same.NotCompared.ShouldBeEmpty();
    }

    [Fact]
    public void An_operation_that_is_gone_is_looked_for_where_its_requests_go()
    {
        const string Id = "parameters: [{name: id, in: path, required: true, schema: {type: SCHEMA}}], ", Get = "responses: {'204': {description: ok}}";
        string Template(string schema) => $"/a/{{id}}: {{get: {{{Id.Replace("SCHEMA", schema, StringComparison.Ordinal)}{Get}}}}}";
        string concrete = $"\n  /a/me: {{get: {{{Get}}}}}";

        Only(Compare(Paths(Template("string") + concrete), Paths(Template("string"))), "api-path-rerouted").Message.ShouldBe("`GET /a/me` is no longer there; `GET /a/{id}` answers its requests as before.");
        Finding refused = Only(Compare(Paths(Template("integer") + concrete), Paths(Template("integer"))), "api-path-removed-without-deprecation");
        refused.Message.ShouldBe("`GET /a/me` is no longer there; it was not deprecated, and `GET /a/{id}`, which matches its requests, does not take them: its path parameter `id` has other values.");
        refused.Witness.ShouldBe("GET /a/me was fine and is refused now");
        refused.Exchange!.Reason.ShouldBe("The path parameter `id` of `/a/{id}` does not take the value.");
    }

    [Fact]
    public void A_template_of_listed_values_is_looked_for_value_by_value()
    {
        const string Get = "responses: {'204': {description: ok}}";
        ApiContract before = Paths($"/a/{{v}}/{{w}}: {{get: {{parameters: [{{name: v, in: path, required: true, schema: {{enum: [v1, v2]}}}}, {{name: w, in: path, required: true, schema: {{type: string}}}}], {Get}}}}}");
        string one = $"/a/v1/{{w}}: {{get: {{parameters: [{{name: w, in: path, required: true, schema: {{type: string}}}}], {Get}}}}}", two = one.Replace("v1", "v2", StringComparison.Ordinal);

        Only(Compare(before, Paths($"{one}\n  {two}")), "api-path-rerouted").Message.ShouldEndWith("; `GET /a/v1/{w}` and `GET /a/v2/{w}` answer its requests as before.");
        Only(Compare(before, Paths(one)), "api-path-removed-without-deprecation").Witness.ShouldBe("GET /a/v2/aaa was routed and is answered with 404 now");
    }

    [Fact]
    public void A_new_path_that_takes_requests_is_told_once_with_what_differs()
    {
        const string Id = "parameters: [{name: id, in: path, required: true, schema: {type: string}}], ";
        string Answer(string schema) => $"responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{{schema}}}}}}}}}}}";
        string template = $"/a/{{id}}: {{get: {{{Id}{Answer("type: object, required: [x, y], properties: {x: {type: string}, y: {type: string}}")}}}}}";
        string Me(string schema) => $"{template}\n  /a/me: {{get: {{{Answer(schema)}}}}}";

        DiffResult result = Expect.Change(Paths(template), Paths(Me("type: object, properties: {x: {type: string}, y: {type: string}}")), "E:api-path-shadowed I:endpoint-added");
        Finding finding = Only(result, "api-path-shadowed");
        finding.Message.ShouldBe("`GET /a/me` takes requests that `GET /a/{id}` took, and may leave out `x` in its response 200 (and 1 more difference).");
        finding.Exchange!.RequestLine.ShouldBe("GET /a/me");
        finding.Witness.ShouldStartWith("GET /a/me may answer 200 {");
        Expect.Change(Paths(template), Paths(Me("type: object, required: [x, y], properties: {x: {const: a}, y: {type: string}}")), "I:endpoint-added");
    }

    [Fact]
    public void The_most_concrete_path_that_matches_answers()
    {
        const string Get = "{get: {responses: {'204': {description: ok}}}}", Post = "{post: {responses: {'204': {description: ok}}}}";
        // GET /a/b goes to /a/{y}, which comes before /{x}/b, on both sides.
        ApiContract before = Paths($"/a/{{y}}: {Get}\n  /{{x}}/b: {Post}\n  /a/b: {Get}"), after = Paths($"/a/{{y}}: {Get}\n  /{{x}}/b: {Post}");
        Only(Compare(before, after), "api-path-rerouted").After.ShouldBe("GET /a/{y}");
        DiffResult result = Compare(Paths($"/{{x}}/{{y}}: {Get}"), Paths($"/{{x}}/{{y}}: {Get}\n  /a/{{y}}: {Post}"));
        Finding finding = Only(result, "api-path-shadowed");
        finding.Message.ShouldBe("`GET /{x}/{y}` no longer gets requests to `/a/{y}`: that path is new, comes before one with parameters, and has no GET.");
        finding.Witness.ShouldBe("GET /a/abc was routed and is answered with 405 now");
    }

    [Fact]
    public void Operation_ids_that_are_there_twice_do_not_matter()
    {
        const string Twice = "/a: {get: {operationId: i, responses: {'204': {description: ok}}}}\n  /b: {get: {operationId: i, responses: {'204': {description: ok}}}}";
        Expect.Change(Paths(Twice), Paths(Twice), "");
        Expect.Change(Paths(Twice), Paths(Twice.Replace("/b:", "/c:", StringComparison.Ordinal)), "E:api-path-removed-without-deprecation I:endpoint-added");
    }

    [Theory]
    [InlineData("operationId: a", "operationId: b", "W:api-operation-id-removed", "W:api-operation-id-removed")]
    [InlineData("operationId: a", "summary: x", "W:api-operation-id-removed", "I:api-operation-id-added")]
    [InlineData("tags: [x]", "tags: []", "I:api-tag-removed", "I:api-tag-added")]
    [InlineData("tags: [x, y]", "tags: [y, x]", "", "")]
    [InlineData("summary: a\ndescription: b", "summary: b", "", "")]
    [InlineData("externalDocs: {url: 'https://x'}", "x-internal: true", "", "")]
    public void Labels_of_an_operation(string before, string after, string forward, string backward) => Expect.Changes(Operation(before), Operation(after), forward, backward);

    private static ApiContract Paths(string paths) => Read($"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  {paths}\n");

    private static ApiContract Described(string path) => Paths($"{path}: {{get: {{responses: {{'204': {{description: ok}}}}}}, put: {{responses: {{'204': {{description: ok}}}}}}}}");

    private static ApiContract On(string server, string path, string members = "summary: x") => Read("""
        openapi: 3.1.0
        info: {title: T, version: '1'}
        servers: [{url: 'SERVER'}]
        paths:
          PATH:
            get:
              MEMBERS
              responses: {'204': {description: ok}}
            post: {responses: {'204': {description: ok}}}
          PATH/{id}:
            get: {responses: {'204': {description: ok}}}
        """.Replace("SERVER", server, StringComparison.Ordinal).Replace("PATH", path, StringComparison.Ordinal).Replace("MEMBERS", members, StringComparison.Ordinal));
}
