using ApiGovernance.Linting.JavaScript;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>What a function must not do, and what becomes of a rule whose function does it.</summary>
public sealed class ScriptSandboxTests
{
    private const string Contract = "openapi: 3.1.0\ninfo: {title: T, description: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab}\n";

    private static readonly ScriptLimits Tight = new() { CallTime = TimeSpan.FromMilliseconds(400), Statements = 200_000, Memory = 64 * 1024 * 1024, Recursion = 200, Length = 1_000_000 };

    [Theory]
    [InlineData("while (true) {}", "it ran too many statements")]
    [InlineData("for (;;);", "")]
    [InlineData("do {} while (true)", "")]
    [InlineData("const f = () => f(); f();", "its calls are nested too deeply")]
    [InlineData("const f = n => [n].map(f); f(1);", "its calls are nested too deeply")]
    [InlineData("let s = 'x'; while (true) s += s;", "")]
    [InlineData("const a = []; while (true) a.push(new Array(1000).fill(0));", "")]
    [InlineData("'x'.repeat(1 << 29)", "")]
    [InlineData("'x'.padEnd(1 << 29)", "")]
    [InlineData("new Array(1e9).fill(0)", "")]
    [InlineData("new ArrayBuffer(1 << 30)", "")]
    [InlineData("Array.from({ length: 1e9 })", "")]
    [InlineData("[...Array(1e6)].map(() => 'x'.repeat(1000)).join('')", "")]
    [InlineData("/^(a+)+$/.test(v.info.description)", "")]
    [InlineData("async function f() { while (true) await 0; } return f();", "")]
    [InlineData("Promise.resolve().then(function again() { return Promise.resolve().then(again); }); return new Promise(() => {});", "")]
    [InlineData("const o = {}; o.toString = () => `${o}`; `${o}`;", "")]
    [InlineData("const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x;", "")]
    [InlineData("JSON.parse('['.repeat(100000))", "")]
    [InlineData("let o = {}; for (let i = 0; i < 20000; i++) o = { o }; JSON.stringify(o);", "")]
    [InlineData("let a = []; for (let i = 0; i < 20000; i++) a = [a]; a.toString(); a.flat(Infinity);", "")]
    [InlineData("let f = () => 1; for (let i = 0; i < 20000; i++) f = f.bind(null); f();", "")]
    [InlineData("let r = []; for (let i = 0; i < 20000; i++) r = [r]; return r;", "")]
    public void A_function_that_does_not_end_gives_up_its_rule_only(string body, string problem)
    {
        ScriptedRules rules = new ScriptedRules(Tight, ("bad.js", $"export default v => {{ {body} }};"), ("good.js", "export default v => [{ message: v.info.title }];"))
            .Add("bad.js").Add("good.js");
        IReadOnlyList<string> told = rules.Run(Contract);
        told.ShouldContain("T @ :1");
        if (problem.Length > 0)
            told.ShouldContain(message => message.StartsWith("Rule `rule1` was given up: the function `bad` failed on `#`: ", StringComparison.Ordinal) && message.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Catching_an_error_buys_no_time() =>
        new ScriptedRules(Tight, ("f.js", "export default () => { while (true) { try { while (true) {} } catch {} finally { while (true) {} } } };")).Add("f.js").Run(Contract)
            .ShouldHaveSingleItem().ShouldContain("was given up");

    [Fact]
    public void Calls_within_the_bound_add_up_for_a_rule()
    {
        ScriptedRules rules = new ScriptedRules(
            new ScriptLimits { CallTime = TimeSpan.FromSeconds(5), RuleTime = TimeSpan.FromMilliseconds(20) },
            ("f.js", "export default () => { const until = Date.now() + 8; while (Date.now() < until); };")).Add("f.js", "$..*");
        string many = "openapi: 3.1.0\ninfo:\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"  x{i}: 1\n"));
        rules.Run(many).ShouldHaveSingleItem().ShouldContain("was given up");
    }

    [Theory]
    [InlineData("typeof require + typeof process + typeof fetch + typeof setTimeout + typeof XMLHttpRequest + typeof importNamespace + typeof System", "undefinedobjectundefinedundefinedundefinedundefinedundefined")]
    [InlineData("(() => { try { return eval('1+1'); } catch (e) { return e.name; } })()", "TypeError")]
    [InlineData("(() => { try { return new Function('return 1')(); } catch (e) { return e.name; } })()", "TypeError")]
    [InlineData("(() => { try { return (async () => {}).constructor('return 1')(); } catch (e) { return e.name; } })()", "TypeError")]
    [InlineData("(() => { console.log('x'); console.error('y'); return 'quiet'; })()", "quiet")]
    [InlineData("typeof v.GetType + typeof v.Node + typeof v.Engine", "undefinedundefinedundefined")]
    public void There_is_no_way_out(string expression, string expected) =>
        ScriptedRules.Run($"export default v => [{{ message: String({expression}) }}];", Contract).ShouldBe([expected + " @ :1"]);

    [Fact]
    public void An_error_names_function_message_file_and_line()
    {
        ScriptedRules rules = new ScriptedRules(("functions/check.js", "import { helper } from './helper.js';\nexport default v => helper(v);"), ("functions/helper.js", "\n\nexport const helper = v =>\n  v.missing.name;"))
            .Add("functions/check.js", "$.info");
        Finding finding = rules.Findings(Contract).ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("ruleset-rule-not-run");
        finding.Message.ShouldStartWith("Rule `rule1` was given up: the function `check` failed on `#/info`: it threw TypeError: ");
        finding.Message.ShouldEndWith("(functions/helper.js:4).");
    }

    [Theory]
    [InlineData("throw 'text'", "it threw `text`")]
    [InlineData("throw { code: 1 }", "it threw an object")]
    [InlineData("throw undefined", "it threw `undefined`")]
    [InlineData("throw new RangeError('range.')", "it threw RangeError: range (f.js:1).")]
    public void Whatever_is_thrown_is_told(string statement, string problem) =>
        ScriptedRules.Run($"export default () => {{ {statement}; }};", Contract).ShouldHaveSingleItem().ShouldContain(problem);

    [Fact]
    public void Built_in_objects_that_one_function_changes_are_new_in_the_next_run()
    {
        ScriptedRules rules = new ScriptedRules(
            ("bad.js", "export default () => { Array.prototype.map = () => 'broken'; Object.prototype.title = 'stray'; };"),
            ("good.js", "export default v => [{ message: JSON.stringify([1].map(x => x)) + ({}).title }];")).Add("good.js").Add("bad.js");
        rules.Run(Contract).ShouldBe(rules.Run(Contract));
        rules.Run(Contract).ShouldBe(["[1]undefined @ :1"]);
    }
}
