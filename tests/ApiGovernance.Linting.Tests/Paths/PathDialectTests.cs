using System.Text;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Tests.Paths;

/// <summary>The spellings that public rulesets use, on one document. Expected: pointers, `~` before those of keys.</summary>
public sealed class PathDialectTests
{
    private const string Text = """
        paths:
          /orders:
            get: {operationId: listOrders, tags: [a, b, c], responses: {"200": {description: ok, content: {application/json: {example: null}, application/vnd.api+json: {schema: {type: object}}}}, "404": {description: no}}}
            parameters: [{name: limit, in: query}, {name: apiToken, in: header, schema: {type: [string, "null"]}}]
          /orders/{id}:
            put: {operationId: put_order, deprecated: true, x-internal: yes}
        nothing: null
        number: 5
        empty: ""
        """;

    [Theory]
    [InlineData("$", "")]
    [InlineData("$.paths", "/paths")]
    [InlineData("$['paths']['/orders']", "/paths/~1orders")]
    [InlineData("$.paths[/orders]", "/paths/~1orders")]
    [InlineData("$.paths./orders.get.operationId", "/paths/~1orders/get/operationId")]
    [InlineData("$.paths.*.[get,put].operationId", "/paths/~1orders/get/operationId /paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths[*][get, 'put'].operationId", "/paths/~1orders/get/operationId /paths/~1orders~1{id}/put/operationId")]
    [InlineData("$..[operationId]", "/paths/~1orders/get/operationId /paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths..get.responses.200.description", "/paths/~1orders/get/responses/200/description")]
    [InlineData("$..content.application/json", "/paths/~1orders/get/responses/200/content/application~1json")]
    [InlineData("$..content[application/vnd.api+json].schema", "/paths/~1orders/get/responses/200/content/application~1vnd.api+json/schema")]
    [InlineData("$.paths[*]~", "~/paths/~1orders ~/paths/~1orders~1{id}")]
    [InlineData("$.paths.*.get.tags[0]", "/paths/~1orders/get/tags/0")]
    [InlineData("$.paths.*.get.tags[-1]", "/paths/~1orders/get/tags/2")]
    [InlineData("$.paths.*.get.tags[(@.length-1)]", "/paths/~1orders/get/tags/2")]
    [InlineData("$.paths.*.get.tags[1:]", "/paths/~1orders/get/tags/1 /paths/~1orders/get/tags/2")]
    [InlineData("$.paths.*.get.tags[::2]", "/paths/~1orders/get/tags/0 /paths/~1orders/get/tags/2")]
    [InlineData("$.paths.*.get.tags[0,2]", "/paths/~1orders/get/tags/0 /paths/~1orders/get/tags/2")]
    [InlineData("$..operationId^", "/paths/~1orders/get /paths/~1orders~1{id}/put")]
    [InlineData("$..operationId^~", "~/paths/~1orders/get ~/paths/~1orders~1{id}/put")]
    [InlineData("$..operationId^^", "/paths/~1orders /paths/~1orders~1{id}")]
    [InlineData("$.paths.*.get.tags^.responses.404", "/paths/~1orders/get/responses/404")]
    [InlineData("$^", "none")]
    [InlineData("$..[?(@property === 'operationId')].", "/paths/~1orders/get/operationId /paths/~1orders~1{id}/put/operationId")]
    [InlineData("$..parameters[?(@.in=='query')].name", "/paths/~1orders/parameters/0/name")]
    [InlineData("$..parameters[?(@.in==='query')]^", "/paths/~1orders/parameters")]
    [InlineData("$..parameters.[?(@.in !== 'query' && @.name)].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(@.schema.type.includes('null'))].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?('null' in @.schema.type)].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(@.name.match(/^(api|x)[\\]A-Z]/i))].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(/Token$/.test(@.name))].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(@.name ~= '^lim')].name", "/paths/~1orders/parameters/0/name")]
    [InlineData("$..parameters[?(@.name.indexOf('Token') > -1)].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(@.name.toLowerCase().endsWith('token'))].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(@property === 1)].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$..parameters[?(@property == '1')].name", "/paths/~1orders/parameters/1/name")]
    [InlineData("$.paths[*][?(@property[0] === 'g')].operationId", "/paths/~1orders/get/operationId")]
    [InlineData("$.paths[*][?(@property in ['put','post'])].operationId", "/paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths[*][?( @property === 'get' || @property === 'put' )].operationId", "/paths/~1orders/get/operationId /paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths[?(@property.match(/\\{id\\}/))]", "/paths/~1orders~1{id}")]
    [InlineData("$..responses[?(@property >= 400)]", "/paths/~1orders/get/responses/404")]
    [InlineData("$..responses[?(@property < 300 || @property === 'default')]~", "~/paths/~1orders/get/responses/200")]
    [InlineData("$..responses[?(@property.startsWith('4'))]", "/paths/~1orders/get/responses/404")]
    [InlineData("$..responses[?(!@.content)]", "/paths/~1orders/get/responses/404")]
    [InlineData("$..responses[?(@.content === void 0)]", "/paths/~1orders/get/responses/404")]
    [InlineData("$..responses[?(@.content == null)]", "/paths/~1orders/get/responses/404")]
    [InlineData("$..content[?(@.example === null)]", "/paths/~1orders/get/responses/200/content/application~1json")]
    [InlineData("$..content[?(@.example.value)]", "none")]
    [InlineData("$..content[?(!@.example.value)]", "none")]
    [InlineData("$..content[?(@.example && @.example.value || @.schema)]", "/paths/~1orders/get/responses/200/content/application~1vnd.api+json")]
    [InlineData("$..[?(@.enum.length > 2)]", "none")]
    [InlineData("$..[?(@ && @.tags && @.tags.constructor.name === 'Array')].operationId", "/paths/~1orders/get/operationId")]
    [InlineData("$..[?(@parentProperty === '/orders')].operationId", "/paths/~1orders/get/operationId")]
    [InlineData("$..[?(@parentProperty === 'get' && @property === 'tags')]", "/paths/~1orders/get/tags")]
    [InlineData("$..[?(@path.includes('parameters') && @property === 'name')]", "/paths/~1orders/parameters/0/name /paths/~1orders/parameters/1/name")]
    [InlineData("$..[?(@path === \"$['paths']['/orders']['parameters'][0]\")].name", "/paths/~1orders/parameters/0/name")]
    [InlineData("$.paths[*][?(@root.number === 5 && @.deprecated)].operationId", "/paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths[*][?(@['x-internal'])].operationId", "/paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths[*][?(@.x-internal)].operationId", "/paths/~1orders~1{id}/put/operationId")]
    [InlineData("$.paths[*][?(@.deprecated ? @.operationId : false)].operationId", "/paths/~1orders~1{id}/put/operationId")]
    [InlineData("$[?(@number())]", "/number")]
    [InlineData("$[?(@null())]", "/nothing")]
    [InlineData("$[?(@string())]", "/empty")]
    [InlineData("$[?(@scalar())]", "/nothing /number /empty")]
    [InlineData("$.paths.*.*[?(@array())]", "/paths/~1orders/get/tags")]
    [InlineData("$[?(@ === 5 && @ % 2 == 1 && @ + 1 > 5.5)]", "/number")]
    [InlineData("$..parameters..*~", "~/paths/~1orders/parameters/0 ~/paths/~1orders/parameters/0/name ~/paths/~1orders/parameters/0/in ~/paths/~1orders/parameters/1 ~/paths/~1orders/parameters/1/name ~/paths/~1orders/parameters/1/in ~/paths/~1orders/parameters/1/schema ~/paths/~1orders/parameters/1/schema/type ~/paths/~1orders/parameters/1/schema/type/0 ~/paths/~1orders/parameters/1/schema/type/1")]
    public void A_spelling_reaches(string path, string expected)
    {
        Reach(path).ShouldBe(expected);
    }

    [Theory]
    [InlineData("paths", 1, "begins with `$`")]
    [InlineData("$.paths[", 9, "`]` is missing")]
    [InlineData("$.paths[?(@.a =)]", 15, "`)` is missing")]
    [InlineData("$.^", 3, "a name is missing")]
    [InlineData("$.paths[?(@.a === )]", 19, "an expression is missing")]
    [InlineData("$.paths[?(foo())]", 14, "`foo` is not known")]
    [InlineData("$.paths[?(@.a.b.explode())]", 25, "`.explode()` is not known")]
    [InlineData("$.paths[?(@.a.match(/(/))]", 24, "")]
    [InlineData("$.paths[?(@whatever)]", 20, "`@whatever` is not known")]
    [InlineData("$.paths~.get", 9, "below which there is nothing")]
    [InlineData("$.paths[a,,b]", 14, "an empty name")]
    [InlineData("$.paths[(@.first)]", 19, "`(@.first)` is not supported")]
    [InlineData("$.paths..", 0, "")]
    public void What_is_no_path_is_told_with_its_place(string path, int character, string problem)
    {
        if (character == 0)
        {
            PathParser.Parse(path).Patterns.Count.ShouldBe(2);
            return;
        }

        PathSyntaxException error = Should.Throw<PathSyntaxException>(() => PathParser.Parse(path));
        error.Message.ShouldContain($"`{path}` at character {character}");
        error.Message.ShouldContain(problem);
    }

    private static string Reach(string path)
    {
        DocumentBundle bundle = DocumentBundle.FromBytes("doc.yaml", Encoding.UTF8.GetBytes(Text));
        string reached = string.Join(' ', PathParser.Parse(path).Evaluate(new DocumentView(bundle, resolved: true)).Select(match => (match.IsKey ? "~" : "") + match.Place.Pointer));
        return reached.Length == 0 && path != "$" ? "none" : reached;
    }
}
