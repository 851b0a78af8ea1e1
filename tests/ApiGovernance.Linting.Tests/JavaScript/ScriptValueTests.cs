namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>What a script sees of a document behaves like plain, frozen objects and arrays.</summary>
public sealed class ScriptValueTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: {title: T, z: 1.5, a: true, n: null, "": empty, __proto__: own}
        responses: {default: d, "404": n, "200": o}
        tags: [b, a, {name: c}, [1, 2]]
        components:
          schemas:
            A: {properties: {b: {$ref: '#/components/schemas/B'}}}
            B: {properties: {a: {$ref: '#/components/schemas/A'}, self: {$ref: '#/components/schemas/B'}}}
            C: {properties: {p: {$ref: '#/components/schemas/P'}, q: {$ref: '#/components/schemas/P'}, a: {$ref: '#/components/schemas/A'}}}
            P: {type: string}
        """;

    [Theory]
    [InlineData("Object.keys(v).join()", "openapi,info,responses,tags,components")]
    [InlineData("Object.keys(v.responses).join()", "default,404,200")]
    [InlineData("v.responses[404] + v.responses['200']", "no")]
    [InlineData("JSON.stringify(v.info)", """{"title":"T","z":1.5,"a":true,"n":null,"":"empty","__proto__":"own"}""")]
    [InlineData("JSON.stringify(v.tags)", """["b","a",{"name":"c"},[1,2]]""")]
    [InlineData("Object.entries(v.info).map(([k, x]) => k + '=' + x).join('|')", "title=T|z=1.5|a=true|n=null|=empty|__proto__=own")]
    [InlineData("(() => { const r = []; for (const k in v.info) r.push(k); return r.join(); })()", "title,z,a,n,,__proto__")]
    [InlineData("'title' in v.info && !('x' in v.info) && v.info.hasOwnProperty('z') && Object.hasOwn(v.info, 'a')", "true")]
    [InlineData("'toString' in v.info && v.info.toString()", "[object Object]")]
    [InlineData("v.info.missing === undefined && v.info.n === null", "true")]
    [InlineData("JSON.stringify({...v.info, extra: 1}).length > 10 && Object.keys(Object.assign({}, v.info)).length", "5")]
    [InlineData("Object.getPrototypeOf(v) === Object.prototype && v instanceof Object && v.constructor === Object", "true")]
    [InlineData("Object.prototype.toString.call(v) + Object.prototype.toString.call(v.tags)", "[object Object][object Array]")]
    [InlineData("Array.isArray(v.tags) && v.tags instanceof Array && !Array.isArray(v)", "true")]
    [InlineData("v.tags.length + v.tags.indexOf('a') + v.tags.at(-1)[1]", "7")]
    [InlineData("v.tags.map(x => typeof x).join() + v.tags.filter(x => x.name).length", "string,string,object,object1")]
    [InlineData("[...v.tags, 1].length + v.tags.slice(1).length + v.tags.concat([1]).length", "13")]
    [InlineData("[...v.tags].slice(0, 2).sort().join()", "a,b")]
    [InlineData("v.tags.find(x => x.name === 'c') === v.tags[2]", "true")]
    [InlineData("v.info === v.info && v.tags === v.tags && v.tags[3] === v.tags[3]", "true")]
    [InlineData("(({ title, ...rest }) => title + Object.keys(rest).length)(v.info)", "T5")]
    [InlineData("v.components.schemas.C.properties.p === v.components.schemas.C.properties.q", "true")]
    [InlineData("v.components.schemas.C.properties.p === v.components.schemas.P", "true")]
    [InlineData("typeof v.info.z + typeof v.info.a + typeof v.info.title", "numberbooleanstring")]
    [InlineData("v.info?.contact?.name ?? 'none'", "none")]
    [InlineData("Object.isFrozen(v) && Object.isFrozen(v.tags) && !Object.isExtensible(v.info)", "true")]
    [InlineData("structuredCloneable(v.info)", "ok")]
    [InlineData("Object.values(v.responses).join('') + Object.getOwnPropertyNames(v.responses).length", "dno3")]
    [InlineData("Reflect.ownKeys(v.responses).join() + Object.getOwnPropertyDescriptor(v.info, 'title').value", "default,404,200T")]
    [InlineData("new Map(Object.entries(v.responses)).get('404') + new Set(v.tags).has('a')", "ntrue")]
    [InlineData("new Map([[v.info, 'known']]).get(v.info)", "known")]
    [InlineData("v.info == v.info && v.info != v.tags", "true")]
    public void An_expression_gives_what_it_gives_on_plain_values(string expression, string expected) =>
        Shown(expression).ShouldBe(expected);

    /// <summary>As Spectral has it: what a function walks down ends, and can be written as JSON.</summary>
    [Theory]
    [InlineData("JSON.stringify(v.components.schemas.A)", """{"properties":{"b":{"$ref":"#/components/schemas/B"}}}""")]
    [InlineData("JSON.stringify(v.components.schemas.B)", """{"properties":{"a":{"$ref":"#/components/schemas/A"},"self":{"$ref":"#/components/schemas/B"}}}""")]
    [InlineData("JSON.stringify(v.components.schemas.C)", """{"properties":{"p":{"type":"string"},"q":{"type":"string"},"a":{"properties":{"b":{"$ref":"#/components/schemas/B"}}}}}""")]
    public void A_reference_that_leads_back_to_itself_stays_as_it_is_written(string expression, string expected) =>
        Shown(expression).ShouldBe(expected);

    [Fact]
    public void A_rule_that_does_not_resolve_sees_the_references() =>
        ScriptedRules.Run("export default v => [{ message: JSON.stringify(v) }];", Contract, "$.components.schemas.C.properties.p", resolved: false)
            .ShouldBe(["{\"$ref\":\"#/components/schemas/P\"} @ /components/schemas/C/properties/p:9"]);

    [Theory]
    [InlineData("v.info.title = 'x'")]
    [InlineData("delete v.info.title")]
    [InlineData("v.info.more = 1")]
    [InlineData("v.tags.push(1)")]
    [InlineData("v.tags.sort()")]
    [InlineData("v.tags[0] = 1")]
    [InlineData("Object.defineProperty(v.info, 'title', { value: 1 })")]
    [InlineData("Object.setPrototypeOf(v.info, null)")]
    public void The_document_cannot_be_changed(string change)
    {
        IReadOnlyList<string> told = ScriptedRules.Run($"export default v => {{ {change}; }};", Contract);
        told.ShouldHaveSingleItem().ShouldContain("TypeError");
        Shown($"(() => {{ try {{ {change}; }} catch {{}} return JSON.stringify([v.info.title, v.tags.length, v.tags[0]]); }})()").ShouldBe("[\"T\",4,\"b\"]");
    }

    private static string Shown(string expression)
    {
        string told = ScriptedRules.Run(
            $$"""
            const structuredCloneable = x => JSON.stringify(JSON.parse(JSON.stringify(x))) === JSON.stringify(x) ? "ok" : "no";
            export default v => [{ message: String({{expression}}).replaceAll("{", "<") }];
            """, Contract).ShouldHaveSingleItem();
        return told[..told.LastIndexOf(" @ ", StringComparison.Ordinal)].Replace('<', '{');
    }
}
