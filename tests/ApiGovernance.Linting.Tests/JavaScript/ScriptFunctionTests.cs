namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>How functions in JavaScript are called, and what becomes of what they return.</summary>
public sealed class ScriptFunctionTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: {title: T}
        paths:
          /a:
            get: {tags: [x, y], operationId: getA}
          /b:
            $ref: '#/components/pathItems/b'
        components:
          pathItems:
            b:
              get: {tags: [z]}
        """;

    [Fact]
    public void Without_a_path_a_result_stands_at_the_target_and_with_one_at_that() =>
        ScriptedRules.Run(
            """
            export default (v, opts, context) => [
              { message: "here" },
              { message: "title", path: ["info", "title"] },
              { message: "tag", path: [...context.path, "get", "tags", 0] },
              { message: "nothing there", path: [...context.path, "get", "tags", 7, "name"] },
            ];
            """, Contract, "$.paths[*]").ShouldBe(
            [
                "title @ /info/title:2", "here @ /paths/~1a:4", "nothing there @ /paths/~1a/get/tags:5", "tag @ /paths/~1a/get/tags/0:5",
                "here @ /components/pathItems/b:10", "nothing there @ /components/pathItems/b/get/tags:11", "tag @ /components/pathItems/b/get/tags/0:11",
            ], ignoreOrder: true);

    [Fact]
    public void The_path_has_names_and_numbers() =>
        ScriptedRules.Run("export default (v, o, c) => [{ message: JSON.stringify([v, c.path]) }];", Contract, "$.paths['/a'].get.tags[1]")
            .ShouldBe(["[\"y\",[\"paths\",\"/a\",\"get\",\"tags\",1]] @ /paths/~1a/get/tags/1:5"]);

    [Theory]
    [InlineData("contact", "[null,[\"info\",\"contact\"]] @ /info:2")]
    [InlineData("title", "[\"T\",[\"info\",\"title\"]] @ /info/title:2")]
    [InlineData("@key", "[\"title\",[\"info\",\"title\"]] @ /info/title:2")]
    public void A_field_may_be_missing_or_a_key(string field, string expected) =>
        ScriptedRules.Run("export default (v, o, c) => [{ message: JSON.stringify([v ?? null, c.path]), path: c.path }];", Contract, "$.info", field).ShouldBe([expected]);

    [Theory]
    [InlineData("undefined")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("Promise.resolve()")]
    public void Nothing_is_nothing(string returned) => ScriptedRules.Run($"export default () => {returned};", Contract).ShouldBeEmpty();

    [Theory]
    [InlineData("5", "it returned a number, not a list of results")]
    [InlineData("({ message: 'a' })", "it returned an object, not a list of results")]
    [InlineData("['a']", "it returned a list with a text in it")]
    [InlineData("[{ message: 'a', path: 'b' }]", "the `path` of a result is a text, not a list")]
    public void What_is_no_list_of_results_gives_the_rule_up(string returned, string problem) =>
        ScriptedRules.Run($"export default () => {returned};", Contract).ShouldHaveSingleItem().ShouldContain(problem);

    [Fact]
    public void Options_are_plain_values_and_null_without_any()
    {
        const string Function = "export default (v, options) => [{ message: JSON.stringify(options) }];";
        ScriptedRules.Run(Function, Contract, options: "{a: [1, x, null, true], b: {c: 1.5}}").ShouldBe(["{\"a\":[1,\"x\",null,true],\"b\":{\"c\":1.5}} @ :1"]);
        ScriptedRules.Run(Function, Contract).ShouldBe(["null @ :1"]);
    }

    [Theory]
    [InlineData("async () => [{ message: await Promise.resolve('later') }]", "later @ :1")]
    [InlineData("() => new Promise(resolve => resolve([{ message: 'now' }]))", "now @ :1")]
    [InlineData("async () => { throw new Error('bad'); }", "Rule `rule1` was given up: the function `f` failed on `#`: its promise was rejected with Error: bad (f.js).")]
    [InlineData("() => new Promise(() => {})", "Rule `rule1` was given up: the function `f` failed on `#`: its promise never settles: there are no timers and nothing to wait for (f.js).")]
    public void A_function_may_be_asynchronous(string function, string expected) => ScriptedRules.Run($"export default {function};", Contract).ShouldBe([expected]);

    [Fact]
    public void The_context_tells_the_document_and_the_rule() =>
        ScriptedRules.Run(
            """
            import { oas3, oas3_1, oas2 } from "@stoplight/spectral-formats";
            export default (v, o, { document, documentInventory, rule }) => {
              const facts = [
                document.source, document.data.info.title, document.parserResult.data === document.data,
                document.formats.has(oas3), document.formats.has(oas3_1), document.formats.has(oas2), oas3(document.data), oas2({ swagger: "2.0" }),
                documentInventory.resolved === v, documentInventory.resolved.paths["/b"].get.tags[0], documentInventory.unresolved.paths["/b"].$ref,
                documentInventory.document === document, documentInventory.source, documentInventory.formats.size > 1,
                rule.name, rule.severity, rule.resolved, rule.given[0], rule.description,
                document.getRangeForJsonPath(["info", "title"]).start.line,
                documentInventory.findAssociatedItemForPath(["paths", "/b", "get"], true).path.join("."),
              ];
              return [{ message: JSON.stringify(facts) }];
            };
            """, Contract).ShouldBe(
            [
                """["openapi.yaml","T",true,true,true,false,true,true,true,"z","#/components/pathItems/b",true,"openapi.yaml",true,"rule1",1,true,"$",null,1,"components.pathItems.b.get"] @ :1""",
            ]);

    [Theory]
    [InlineData("#{{print('property')}}must be there", "\"info\" property must be there @ /info:2")]
    [InlineData("#{{print(\"value\")}} is bad", "Object{} is bad @ /info:2")]
    [InlineData("{{property}} at {{path}}", "info at #/info @ /info:2")]
    [InlineData("#{{property.toUpperCase() + \"!\"}}{{unknown}}", "INFO! @ /info:2")]
    public void Placeholders_of_messages_are_filled(string message, string expected) =>
        ScriptedRules.Run($"export default () => [{{ message: {System.Text.Json.JsonSerializer.Serialize(message)} }}];", Contract, "$.info").ShouldBe([expected]);

    [Theory]
    [InlineData("object", "$.info", 1)]
    [InlineData("string", "$.info", 0)]
    [InlineData("string", "$.info.title", 1)]
    [InlineData("array", "$..tags", 2)]
    public void A_declared_input_is_all_that_the_function_sees(string type, string given, int calls) =>
        ScriptedRules.Run(
            $$"""
            import { createRulesetFunction } from "@stoplight/spectral-core";
            export default createRulesetFunction({ input: { type: "{{type}}" }, options: null }, function check() { return [{ message: "called" }]; });
            """, Contract, given).Count.ShouldBe(calls);

    [Fact]
    public void A_function_may_ask_for_an_error_of_invalid_input()
    {
        const string Function = """
            import { createRulesetFunction } from "@stoplight/spectral-core";
            export default createRulesetFunction(
              { input: { type: "object", required: ["contact"], errorMessage: "contact is missing" }, options: null, errorOnInvalidInput: true }, () => []);
            """;
        ScriptedRules.Run(Function, Contract, "$.info").ShouldBe(["contact is missing @ /info:2"]);
    }

    [Theory]
    [InlineData("{max: 3}", null)]
    [InlineData("{max: x}", "the options of `f` are not what it declares: `/max`")]
    [InlineData("{max: 3, more: 1}", "the options of `f` are not what it declares")]
    [InlineData(null, "the options of `f` are not what it declares")]
    public void Options_are_held_against_their_schema_when_the_ruleset_is_read(string? options, string? problem)
    {
        ScriptedRules rules = new(("f.js", """
            import { createRulesetFunction } from "@stoplight/spectral-core";
            export default createRulesetFunction(
              { input: null, options: { type: "object", properties: { max: { type: "number" } }, required: ["max"], additionalProperties: false } },
              (v, { max }) => [{ message: String(max) }]);
            """));
        if (problem is null)
            rules.Add("f.js", options: options).Run(Contract).ShouldBe(["3 @ :1"]);
        else
            Should.Throw<Linting.Functions.FunctionOptionException>(() => rules.Add("f.js", options: options)).Message.ShouldStartWith(problem);
    }

    [Fact]
    public void Core_functions_can_be_called() =>
        ScriptedRules.Run(
            """
            import { pattern, truthy, schema, casing, length, undefined as isUndefined } from "@stoplight/spectral-functions";
            export default (v, o, context) => [
              ...(pattern(v.title, { match: "^[a-z]+$" }, { ...context, path: [...context.path, "title"] }) ?? []),
              ...(truthy(v.contact, null, { ...context, path: [...context.path, "contact"] }) ?? []),
              ...(schema({ a: { b: 1 } }, { schema: { properties: { a: { properties: { b: { type: "string" } } } } } }, context) ?? []),
              ...(schema(v, { schema: { required: ["license"] } }, context) ?? []),
              ...(casing("ok", { type: "camel" }, context) ?? []),
              ...(isUndefined(v.title, null, context) ?? []).map(result => ({ ...result, message: "undefined: " + result.message })),
            ].map(result => ({ ...result, message: result.message + " " + JSON.stringify(result.path ?? null) }));
            """, Contract, "$.info").ShouldBe(
            [
                "\"T\" must match the pattern \"^[a-z]+$\" null @ /info:2",
                "\"contact\" property must be truthy null @ /info:2",
                "undefined: \"info\" property must be undefined null @ /info:2",
                .. ScriptedRules.Run("""
                    import { schema } from "@stoplight/spectral-functions";
                    export default (v, o, c) => [
                      ...schema({ a: { b: 1 } }, { schema: { properties: { a: { properties: { b: { type: "string" } } } } } }, c).map(r => ({ path: r.path, message: r.message + ' ["info","a","b"]' })),
                      ...schema(v, { schema: { required: ["license"] } }, c).map(r => ({ path: r.path, message: r.message + ' ["info"]' })),
                    ];
                    """, Contract, "$.info"),
            ], ignoreOrder: true);

    [Fact]
    public void Nothing_that_a_function_keeps_reaches_another_run()
    {
        ScriptedRules rules = new ScriptedRules(("f.js", "let n = 0; const seen = new Set(); globalThis.count ??= 0; export default v => { seen.add(v); return [{ message: `${++n} ${++globalThis.count} ${seen.size}` }]; };"))
            .Add("f.js", "$..tags");
        string[] expected = ["1 1 1 @ /paths/~1a/get/tags:5", "2 2 2 @ /components/pathItems/b/get/tags:11"];
        rules.Run(Contract).ShouldBe(expected, ignoreOrder: true);
        rules.Run(Contract).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Many_threads_lint_with_one_ruleset()
    {
        ScriptedRules rules = new ScriptedRules(("f.js", "import { n } from './n.js'; export default v => { n.count++; return [{ message: n.count + ':' + v }]; };"), ("n.js", "export const n = { count: 0 };"))
            .Add("f.js", "$.info.title");
        IReadOnlyList<string>[] told = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => rules.Run(Contract.Replace("title: T", $"title: T{i}", StringComparison.Ordinal)))));
        for (int i = 0; i < told.Length; i++)
            told[i].ShouldBe([$"1:T{i} @ /info/title:2"]);
    }
}
