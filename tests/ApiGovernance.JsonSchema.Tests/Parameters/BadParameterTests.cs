using ApiGovernance.JsonSchema.Parameters;
using static ApiGovernance.JsonSchema.Parameters.SerializationStyle;

namespace ApiGovernance.JsonSchema.Tests.Parameters;

/// <summary>A defined answer to everything that is not as declared; the value itself is never told.</summary>
public class BadParameterTests
{
    private const string Any = "true";
    private const string Integers = """{"type": "array", "items": {"type": "integer"}}""";
    private const string Object = """{"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "array", "items": {"type": "integer"}}}}""";

    public static TheoryData<string, SerializationStyle, bool, string, string> Bad => new()
    {
        { Any, Form, true, "v=%", "has a '%' that is not followed by two hexadecimal digits (character 1 of its value)" },
        { Any, Form, true, "v=ab%4", "has a '%' that is not followed by two hexadecimal digits (character 3 of its value)" },
        { Any, Form, true, "v=secret%zz", "has a '%' that is not followed by two hexadecimal digits (character 7 of its value)" },
        { Any, Form, true, "v=a%C3%28", "has percent-encoded bytes that are not UTF-8 (character 2 of its value)" },
        { Any, Form, true, "v=%C3%BC%FF", "has percent-encoded bytes that are not UTF-8 (character 7 of its value)" },
        { Any, Form, true, "v=%ED%A0%80", "has percent-encoded bytes that are not UTF-8 (character 1 of its value)" },
        { Any, Form, true, "v=%C0%AF", "has percent-encoded bytes that are not UTF-8 (character 1 of its value)" },
        { Any, Form, true, "v=a\ud800", "has half of a surrogate pair (character 2 of its value)" },
        { Integers, Form, false, "v=1,2,%q", "has a '%' that is not followed by two hexadecimal digits (character 5 of its value)" },
        { Integers, Form, true, "v=1&v=%", "has a '%' that is not followed by two hexadecimal digits (character 1 of its value)" },
        { Any, Form, true, "v=1&v=1", "is given more than once" },
        { Integers, Form, false, "v=1&v=2", "is given more than once" },
        { Integers, PipeDelimited, false, "v=1&v=2", "is given more than once" },
        { Object, Form, false, "v=a", "is not written in the style 'form'" },
        { Object, Form, false, "v=a,1,a,2", "names a property more than once" },
        { Object, DeepObject, true, "v=1", "is not written in the style 'deepObject'" },
        { Object, DeepObject, true, "v[a=1", "is not written in the style 'deepObject'" },
        { Object, DeepObject, true, "v[a]b=1", "is not written in the style 'deepObject'" },
        { Object, DeepObject, true, "v[a][[b]]=1", "is not written in the style 'deepObject'" },
        { Object, DeepObject, true, "v[b][][c]=1", "is not written in the style 'deepObject'" },
        { Object, DeepObject, true, "v[a]=1&v[a]=2", "gives a property more than once" },
        { Object, DeepObject, true, "v[a]=1&v[a][c]=2", "gives one name both a value and properties" },
        { Object, DeepObject, true, "v[b][1]=1", "numbers the items of an array other than 0, 1, 2, in this order" },
        { Object, DeepObject, true, "v[x]" + string.Concat(Enumerable.Repeat("[x]", 16)) + "=1", "is not written in the style 'deepObject'" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_read_is_said_with_its_place(string schema, SerializationStyle style, bool explode, string query, string message)
    {
        ParameterError error = ParameterWorld.Query("v", schema, explode, style).Check(query).ShouldHaveSingleItem();
        (error.Name, error.In, error.Error.InstancePointer, error.Error.SchemaLocation).ShouldBe(("v", ParameterIn.Query, "/query/v", ""));
        error.Error.Message.ShouldBe(message);
        error.Error.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(Simple, false, "a,%2", "has a '%' that is not followed by two hexadecimal digits (character 3 of its value)")]
    [InlineData(Label, false, "1,2", "is not written in the style 'label'")]
    [InlineData(Label, true, "", "is not written in the style 'label'")]
    [InlineData(Matrix, false, "1,2", "is not written in the style 'matrix'")]
    [InlineData(Matrix, false, ";w=1,2", "is not written in the style 'matrix'")]
    [InlineData(Matrix, false, ";v=1;v=2", "is not written in the style 'matrix'")]
    [InlineData(Matrix, true, ";v=1;w=2", "is not written in the style 'matrix'")]
    public void Paths_have_their_styles_form(SerializationStyle style, bool explode, string raw, string message) =>
        ParameterWorld.Parameter(ParameterIn.Path, style, explode, """{"type": "array", "items": {"type": "string"}}""", "v")
            .Check(raw).Messages().ShouldBe([message]);

    [Fact]
    public void Encoded_delimiters_are_data()
    {
        ParameterWorld.Parameter(ParameterIn.Path, Simple, false, """{"type": "array", "const": ["a,b", "c"]}""").Check("a%2Cb,c").ShouldBeEmpty();
        ParameterWorld.Parameter(ParameterIn.Path, Label, true, """{"type": "array", "const": ["a.b", "c"]}""").Check(".a%2Eb.c").ShouldBeEmpty();
        ParameterWorld.Parameter(ParameterIn.Path, Matrix, true, """{"type": "array", "const": ["a;b", "c=d"]}""").Check(";color=a%3Bb;color=c=d").ShouldBeEmpty();
        ParameterWorld.Query("v", """{"type": "array", "const": ["a,b", "c"]}""", explode: false).Check("v=a%2Cb,c").ShouldBeEmpty();
        ParameterWorld.Query("v", """{"type": "array", "const": ["a&b", "c+d"]}""").Check("v=a%26b&v=c%2Bd").ShouldBeEmpty();
        ParameterWorld.Query("v", """{"type": "array", "const": ["a+b", "c"]}""", explode: false, SpaceDelimited).Check("v=a%2Bb%20c").ShouldBeEmpty();
        ParameterWorld.Query("a b&c", """{"const": 1}""").Check("a+b%26c=1").ShouldBeEmpty();
        // In a path a plus is a plus; with reserved expansion in a query too.
        ParameterWorld.Parameter(ParameterIn.Path, Simple, false, """{"const": "a+b"}""").Check("a+b").ShouldBeEmpty();
        (ParameterWorld.Query("v", """{"const": "a+b/?:@!$'()*,;="}""") with { AllowReserved = true }).Check("v=a+b/?:@!$'()*,;=").ShouldBeEmpty();
    }

    [Fact]
    public void Missing_empty_and_repeated_parameters()
    {
        ParameterWorld.Query("v", Any, required: true).Check("w=1").Messages().ShouldBe(["is required"]);
        ParameterWorld.Query("v", Integers, required: true).Check("").Messages().ShouldBe(["is required"]);
        ParameterWorld.Query("v", Object, style: DeepObject, required: true).Check("w[a]=1").Messages().ShouldBe(["is required"]);
        ParameterWorld.Query("v", Object, required: true).Check("").Messages().ShouldBe(["is required"]);
        ParameterWorld.Query("v", """{"type": "integer"}""").Check("V=x").ShouldBeEmpty("names of query parameters have case");
        ParameterWorld.Query("v", """{"type": "integer"}""").Check("v=").Count.ShouldBe(1);
        (ParameterWorld.Query("v", """{"type": "integer"}""") with { AllowEmptyValue = true }).Check("v=").ShouldBeEmpty();
        (ParameterWorld.Query("v", """{"type": "integer"}""") with { AllowEmptyValue = true }).Check("v").ShouldBeEmpty();
        ParameterWorld.Query("v", Integers, explode: false).Check("v=").ShouldBeEmpty("the empty list");
        ParameterWorld.Query("v", Integers, explode: false).Check("v=1,").Count.ShouldBe(1);
        ParameterWorld.Query("v", Any).Check("&&v=1&&").ShouldBeEmpty();
        ParameterWorld.Query("ids[]", Integers).Check("ids[]=1&ids%5B%5D=2").ShouldBeEmpty();
    }

    [Fact]
    public void A_query_that_is_malformed_as_a_whole_is_refused()
    {
        ParameterError error = ParameterWorld.Query("v", Any).Check("v=1&na%me=2").ShouldHaveSingleItem();
        (error.Name, error.Error.InstancePointer).ShouldBe(("", "/query"));
        error.Error.Message.ShouldBe("has a name that has a '%' that is not followed by two hexadecimal digits (character 7)");

        string many = string.Join('&', Enumerable.Range(0, 1025).Select(i => $"n{i}=1"));
        ParameterWorld.Query("v", Any).Check(many).Messages().ShouldBe(["has more than 1024 names"]);
    }

    [Fact]
    public void Undeclared_parameters_pass_are_noticed_or_are_refused()
    {
        ParameterDescription[] declared = [ParameterWorld.Query("v", Any), ParameterWorld.Query("f", Object, style: DeepObject)];
        ParameterSet.Create(declared).Check("v=1&w=2").ShouldBeEmpty();
        ParameterSet prevent = ParameterSet.Create(declared, undeclared: UndeclaredParameters.Prevent);
        prevent.Check("v=1&f[a]=1").ShouldBeEmpty();
        prevent.Check("v=1&w=2&f%5Bx%5D=1&x").Select(error => (error.Name, error.Error.Message)).ShouldBe([("w", "is not declared"), ("x", "is not declared")]);
        ParameterSet.Create([], undeclared: UndeclaredParameters.Prevent).Check("w=2").Count.ShouldBe(1);
        ParameterSet detect = ParameterSet.Create(declared, undeclared: UndeclaredParameters.Detect);
        detect.Check("v=1&w=2").ShouldBeEmpty();
        detect.HasUndeclared("v=1&w=2").ShouldBeTrue();
        detect.HasUndeclared("v=1&f[a]=1").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"type": "object", "properties": {"p": {"type": "string"}}}""", "p=1", true)]
    [InlineData("""{"type": "object", "properties": {"p": {"type": "string"}}}""", "p=1&admin=1", false)]
    [InlineData("""{"type": "object", "properties": {"p": {"type": "string"}}, "additionalProperties": {"type": "string"}}""", "p=1&any=1", true)]
    [InlineData("""{"type": "object", "additionalProperties": {"type": "string"}}""", "any=1", true)]
    [InlineData("""{"type": "object"}""", "any=1", true)]
    public void An_exploded_object_declares_what_it_names_and_not_whatever_it_lets_through(string schema, string query, bool declared)
    {
        ParameterDescription[] parameters = [ParameterWorld.Query("o", schema)];
        string[] errors = ParameterSet.Create(parameters, undeclared: UndeclaredParameters.Prevent).Check(query).Messages();
        errors.ShouldBe(declared ? [] : ["is not declared"]);
        ParameterSet.Create(parameters, undeclared: UndeclaredParameters.Detect).HasUndeclared(query).ShouldBe(!declared);
        ParameterSet.Create(parameters).Check(query).ShouldBeEmpty();
    }

    [Fact]
    public void Errors_are_told_in_the_order_of_declaration_up_to_a_limit()
    {
        ParameterSet set = ParameterSet.Create(
        [
            ParameterWorld.Query("a", """{"type": "integer"}"""),
            ParameterWorld.Parameter(ParameterIn.Header, Simple, false, Any, "X-B", required: true),
            ParameterWorld.Query("c/d~", """{"type": "array", "items": {"type": "integer"}}"""),
        ]);
        IReadOnlyList<ParameterError> errors = set.Check("c/d~=1&c/d~=x&c/d~=y&a=z");
        errors.Select(error => error.Error.InstancePointer).ShouldBe(["/query/a", "/header/X-B", "/query/c~1d~0/1", "/query/c~1d~0/2"]);
        set.Validate(new RawRequest { Query = "c/d~=1&c/d~=x&c/d~=y&a=z" }, default(NoHeaderFields), 3).Count.ShouldBe(3);
    }
}
