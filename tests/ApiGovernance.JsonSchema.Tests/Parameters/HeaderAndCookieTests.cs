using ApiGovernance.JsonSchema.Parameters;
using static ApiGovernance.JsonSchema.Parameters.SerializationStyle;

namespace ApiGovernance.JsonSchema.Tests.Parameters;

public class HeaderAndCookieTests
{
    private static ParameterSet Header(string schema, bool explode = false) =>
        ParameterSet.Create([ParameterWorld.Parameter(ParameterIn.Header, Simple, explode, schema, "X-Tags")]);

    private static ParameterSet OneCookie(string schema, SerializationStyle style = Form, bool explode = true) =>
        ParameterSet.Create([ParameterWorld.Parameter(ParameterIn.Cookie, style, explode, schema, "c", required: true)]);

    [Theory]
    [InlineData("""{"type": "array", "const": ["a", "b"]}""", " a ,\tb ")]
    [InlineData("""{"type": "array", "const": ["a, b", "c"]}""", "\"a, b\", c")]
    [InlineData("""{"type": "array", "const": ["a\"b", "c\\"]}""", "\"a\\\"b\",\"c\\\\\"")]
    [InlineData("""{"type": "array", "const": ["a%20b"]}""", "a%20b")]
    [InlineData("""{"type": "array", "const": ["a+b"]}""", "a+b")]
    [InlineData("""{"type": "string", "const": "\"v\""}""", "\"v\"")]
    [InlineData("""{"type": "string", "const": "a,b"}""", "a,b")]
    [InlineData("""{"type": "integer", "const": 3}""", "  3 ")]
    [InlineData("""{"type": "array", "const": []}""", "")]
    public void Header_fields_are_lists_as_HTTP_writes_them(string schema, string value) =>
        Header(schema).Check(headers: ("x-tags", value)).ShouldBeEmpty();

    [Fact]
    public void Lines_of_one_field_are_one_list()
    {
        Header("""{"type": "array", "const": ["a", "b", "c"]}""").Check(headers: [("X-Tags", "a, b"), ("Other", "x"), ("x-tags", "c")]).ShouldBeEmpty();
        Header("""{"type": "integer"}""").Check(headers: [("X-Tags", "1"), ("x-tags", "2")]).Count.ShouldBe(1);
        Header("""{"type": "object", "const": {"a": 1, "b": 2}}""", explode: true).Check(headers: [("X-Tags", "a=1"), ("x-tags", "b=2")]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("c=a", """{"const": "a"}""", true)]
    [InlineData("x=1; c=a; y=2", """{"const": "a"}""", true)]
    [InlineData("c=\"a\"", """{"const": "a"}""", true)]
    [InlineData("c=a%20b", """{"const": "a b"}""", true)]
    [InlineData("c=a+b", """{"const": "a+b"}""", true)]
    [InlineData("c=a=b", """{"const": "a=b"}""", true)]
    [InlineData(" c=a ;", """{"const": "a"}""", true)]
    [InlineData("C=a", """{"const": "a"}""", false)]
    [InlineData("cc=a", """{"const": "a"}""", false)]
    [InlineData("c=a; c=b", "true", false)]
    [InlineData("c=%", "true", false)]
    [InlineData("c", "true", false)]
    public void Cookies_are_taken_from_the_field(string field, string schema, bool valid) =>
        (OneCookie(schema).Check(headers: ("Cookie", field)).Count == 0).ShouldBe(valid);

    [Theory]
    [InlineData(1023, true)]
    [InlineData(1024, false)]
    public void A_cookie_behind_more_than_are_read_is_not_taken_for_absent(int before, bool valid)
    {
        string field = string.Concat(Enumerable.Repeat("x=1; ", before)) + "c=a";
        foreach (string schema in new[] { """{"const": "a"}""", """{"type": "object", "properties": {"c": {"const": "a"}}}""" })
        {
            ParameterSet set = ParameterSet.Create([ParameterWorld.Parameter(ParameterIn.Cookie, Form, true, schema, schema.Contains("object", StringComparison.Ordinal) ? "o" : "c")]);
            string[] errors = set.Check(headers: ("Cookie", field)).Messages();
            errors.ShouldBe(valid ? [] : ["has more than 1024 names"]);
        }
    }

    [Fact]
    public void A_cookie_of_style_cookie_is_not_encoded_and_may_be_repeated()
    {
        OneCookie("""{"const": "100%"}""", SerializationStyle.Cookie).Check(headers: ("Cookie", "c=100%")).ShouldBeEmpty();
        OneCookie("""{"type": "array", "const": ["a", "b"]}""", SerializationStyle.Cookie).Check(headers: ("Cookie", "c=a; d=x; c=b")).ShouldBeEmpty();
        OneCookie("""{"type": "array", "const": ["a", "b"]}""").Check(headers: ("Cookie", "c=a; c=b")).Messages().ShouldBe(["is given more than once"]);
        // HTTP/2 sends crumbs.
        OneCookie("""{"const": "a"}""").Check(headers: [("cookie", "x=1"), ("cookie", "c=a")]).ShouldBeEmpty();
    }

    [Fact]
    public void More_cookies_than_are_read_are_refused_for_the_last_one_would_not_be_checked()
    {
        ParameterSet set = ParameterSet.Create([ParameterWorld.Parameter(ParameterIn.Cookie, SerializationStyle.Form, true, """{"type": "string", "minLength": 4}""", "session")]);
        string most = string.Concat(Enumerable.Repeat("a=;", ParameterSet.MaxNames - 1));

        set.Check(headers: ("Cookie", most + "session=abcd")).ShouldBeEmpty();
        set.Check(headers: ("Cookie", most + "session=abc")).ShouldHaveSingleItem().Name.ShouldBe("session");
        ParameterError error = set.Check(headers: ("Cookie", most + "a=;session=abc")).ShouldHaveSingleItem();
        (error.Name, error.In, error.Error.InstancePointer, error.Error.Message).ShouldBe(("", ParameterIn.Cookie, "/cookie", "has more than 1024 names"));
    }
}
