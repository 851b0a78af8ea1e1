using System.Text.Json;

namespace ApiGovernance.Cli.Tests;

public sealed class SchemaValidateTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_error_names_the_line_of_the_value_and_the_line_of_the_keyword()
    {
        _world.Write("order.json", """
            {
              "channel": "post",
              "n\u006fte": 1,
              "secret": "hunter2"
            }
            """);

        Ran ran = await _world.RunAsync("schema", "validate", "orders.yaml", "order.json", "--operation", "createOrder");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ReplaceLineEndings("\n").ShouldBe("""
            order.json:2:14 error enum The value must be one of "web", "fax". Found a string of 4 characters.
              value: /channel
              schema: orders.yaml:18:41 #/paths/~1orders/post/requestBody/content/application~1json/schema/properties/channel/enum
            order.json:3:16 error type The value must be a string. Found an integer of 1 digit.
              value: /note
              schema: orders.yaml:19:24 #/paths/~1orders/post/requestBody/content/application~1json/schema/properties/note/type
            order.json:4:13 error additionalProperties This property is not allowed: the schema does not name it. Found a string of 7 characters.
              value: /secret
              schema: orders.yaml:15:15 #/paths/~1orders/post/requestBody/content/application~1json/schema/additionalProperties
            order.json: invalid, 3 errors

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_schema_in_several_yaml_files_is_followed_and_yaml_instances_have_their_lines()
    {
        _world.Write("order.yaml", "type: object\nproperties:\n  lines:\n    items: {$ref: 'parts/line.yaml#/Line'}\n");
        _world.Write("parts/line.yaml", "Line:\n  type: object\n  required: [sku]\n  properties:\n    qty:\n      minimum: 1\n");
        _world.Write("good.json", """{"lines": [{"sku": "a", "qty": 2}]}""");
        _world.Write("bad.yaml", "lines:\n  - sku: a\n  - sku: b\n    qty: 0\n");

        Ran ran = await _world.RunAsync("schema", "validate", "order.yaml", "good.json", "bad.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("good.json: valid");
        ran.Output.ShouldContain("bad.yaml:4:5 error minimum The number must be at least 1. Found an integer of 1 digit.");
        ran.Output.ShouldContain("schema: parts/line.yaml:6:7 #/Line/properties/qty/minimum");
        ran.Output.ShouldContain("by way of: /properties/lines/items/$ref/properties/qty/minimum");
    }

    [Fact]
    public async Task A_description_of_events_is_no_schema_but_holds_some()
    {
        _world.Write("events.yaml", "asyncapi: 2.6.0\ninfo: {title: t, version: 1.0.0}\nchannels: {}\ncomponents: {schemas: {S: {type: integer}}}\n");
        _world.Write("text.json", "\"x\"");

        Ran whole = await _world.RunAsync("schema", "validate", "events.yaml", "text.json");
        Ran part = await _world.RunAsync("schema", "validate", "events.yaml#/components/schemas/S", "text.json");

        whole.ExitCode.ShouldBe(2, whole.ToString());
        whole.Errors.ShouldContain("events.yaml#/components/schemas/NAME with one of S");
        part.ExitCode.ShouldBe(1, part.ToString());
    }

    [Fact]
    public async Task A_dialect_that_nobody_knows_is_said()
    {
        _world.Write("s.json", """{"$schema": "https://example.com/own", "type": "integer"}""");
        _world.Write("1.json", "1");

        Ran ran = await _world.RunAsync("schema", "validate", "s.json", "1.json");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldContain("s.json:1:");
        ran.Errors.ShouldContain("warning The meta-schema 'https://example.com/own' is not registered");
    }

    [Fact]
    public async Task A_format_that_is_not_checked_is_said()
    {
        _world.Write("s.json", """{"type": "string", "format": "article-number"}""");
        _world.Write("1.json", "\"x\"");

        Ran ran = await _world.RunAsync("schema", "validate", "s.json", "1.json");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldContain("note: The format 'article-number' is not checked.");
    }

    [Theory]
    [InlineData("flag", """{"valid":false}""")]
    [InlineData("basic", "\"errors\":[{\"valid\":false,\"keywordLocation\":\"/minimum\"")]
    [InlineData("detailed", "{\"valid\":false,\"keywordLocation\":\"/minimum\"")]
    public async Task The_specifications_outputs_are_one_line_of_json_for_each_instance(string format, string expected)
    {
        _world.Write("s.json", """{"minimum": 3, "title": "t"}""");
        _world.Write("1.json", "1");
        _world.Write("4.json", "4");

        Ran ran = await _world.RunAsync("schema", "validate", "s.json", "1.json", "4.json", "--output", format);

        ran.ExitCode.ShouldBe(1, ran.ToString());
        string[] lines = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain(expected);
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        second.RootElement.GetProperty("valid").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_direction_decides_about_what_may_be_absent()
    {
        _world.Write("s.yaml", "required: [id, pin]\nproperties:\n  id: {readOnly: true}\n  pin: {writeOnly: true, minLength: 8}\n");
        _world.Write("request.json", """{"pin": "12345678"}""");
        _world.Write("response.json", """{"id": 1}""");
        _world.Write("short.json", """{"id": 1, "pin": "123"}""");

        (await _world.RunAsync("schema", "validate", "s.yaml", "request.json", "--direction", "request")).ExitCode.ShouldBe(0);
        (await _world.RunAsync("schema", "validate", "s.yaml", "request.json", "--direction", "response")).ExitCode.ShouldBe(1);
        (await _world.RunAsync("schema", "validate", "s.yaml", "response.json", "--direction", "response")).ExitCode.ShouldBe(0);
        Ran secret = await _world.RunAsync("schema", "validate", "s.yaml", "short.json");
        secret.ExitCode.ShouldBe(1, secret.ToString());
        secret.Output.ShouldContain("Found a string.");
    }

    [Theory]
    [InlineData("draft2020-12", "annotation", 0)]
    [InlineData("draft2020-12", "assertion", 1)]
    [InlineData("draft4", "annotation", 1)]
    public async Task The_dialect_and_the_formats_are_a_choice(string dialect, string formats, int exitCode)
    {
        _world.Write("s.json", """{"type": "object", "properties": {"at": {"format": "date"}, "n": {"type": "integer"}}}""");
        _world.Write("i.json", """{"at": "yesterday", "n": 1.0}""");

        Ran ran = await _world.RunAsync("schema", "validate", "s.json", "i.json", "--dialect", dialect, "--formats", formats);

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
    }

    [Theory]
    [InlineData("s.json", "none.json", 3, "There is no file none.json")]
    [InlineData("none.json", "i.json", 3, "There is no file none.json")]
    [InlineData("broken.json", "i.json", 3, "broken.json:1:")]
    [InlineData("wrong.yaml", "i.json", 3, "wrong.yaml:3:5 'minLength' must be a non-negative integer")]
    [InlineData("dangling.yaml", "i.json", 3, "dangling.yaml:1:9 The reference cannot be resolved")]
    [InlineData("orders.yaml", "i.json", 2, "orders.yaml is an API document, not a schema.")]
    [InlineData("orders.yaml#/components/schemas/Nope", "i.json", 3, "has nothing at '#/components/schemas/Nope'")]
    public async Task What_cannot_be_used_is_named_with_its_place_and_the_remedy(string schema, string instance, int exitCode, string says)
    {
        _world.Write("s.json", "{}");
        _world.Write("i.json", "{}");
        _world.Write("broken.json", "{\"type\": ");
        _world.Write("wrong.yaml", "properties:\n  a:\n    minLength: many\n");
        _world.Write("dangling.yaml", "items: {$ref: '#/nowhere'}\n");

        Ran ran = await _world.RunAsync("schema", "validate", schema, instance);

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Errors.ShouldContain(says);
        ran.Errors.ShouldContain("fix: ");
    }

    [Fact]
    public async Task An_instance_that_is_not_json_ends_with_3_and_the_place()
    {
        _world.Write("s.json", "{}");
        _world.Write("i.json", "{\n \"a\": tru\n}");
        _world.Write("empty.json", "");

        Ran ran = await _world.RunAsync("schema", "validate", "s.json", "i.json", "empty.json");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("i.json:2:7 error json Expected a JSON value.");
        ran.Output.ShouldContain("empty.json:1:1 error json The text ends where a JSON value is expected.");
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("schema", "validate")]
    [InlineData("schema", "validate", "s.json")]
    [InlineData("schema", "validate", "s.json", "i.json", "--output", "pdf")]
    [InlineData("schema", "validate", "s.json", "i.json", "--dialect", "draft5")]
    [InlineData("schema", "validate", "s.json", "i.json", "--max-errors", "0")]
    [InlineData("schema", "validate", "s.json", "i.json", "--no-such-option")]
    [InlineData("schema", "validate", "orders.yaml", "i.json", "--operation", "nope")]
    [InlineData("schema", "validate", "orders.yaml", "i.json", "--operation", "createOrder", "--part", "response:500")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        _world.Write("s.json", "{}");
        _world.Write("i.json", "{}");

        Ran ran = await _world.RunAsync(arguments);

        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldNotBeNullOrWhiteSpace();
        ran.Errors.ShouldNotContain("   at ");
    }
}
