using System.Text;

namespace ApiGovernance.JsonSchema.Tests.BadInput;

/// <summary>Telling why a text is invalid asks every alternative again; on nested ones that must end before it becomes an attack.</summary>
public class DearExplanationTests
{
    private const string Tree = """
        {"$ref": "#/$defs/node", "$defs": {"node": {"oneOf": [
          {"type": "object", "required": ["kind"], "properties": {"child": {"$ref": "#/$defs/node"}, "kind": {"const": "left"}}},
          {"type": "object", "required": ["kind"], "properties": {"child": {"$ref": "#/$defs/node"}, "kind": {"const": "right"}}},
          {"type": "string", "writeOnly": true}]}}}
        """;

    [Fact(Timeout = 60_000)]
    public async Task Nested_alternatives_are_explained_in_part()
    {
        CompiledSchema schema = TestSchemas.Compile(Tree);
        StringBuilder text = new("1");
        for (int level = 0; level < 60; level++)
            text = new StringBuilder($$"""{"child": {{text}}, "kind": "left"}""");
        ValidationResult result = await Task.Run(() => schema.Validate(Encoding.UTF8.GetBytes(text.ToString())), TestContext.Current.CancellationToken);
        result.IsValid.ShouldBeFalse();
        result.Errors.ShouldNotBeEmpty();
        result.Errors.ShouldAllBe(static error => error.Message.Contains("steps", StringComparison.Ordinal) || error.Keyword == "oneOf");
    }
}
