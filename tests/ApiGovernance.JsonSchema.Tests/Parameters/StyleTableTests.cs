using System.Globalization;
using ApiGovernance.JsonSchema.Parameters;
using static ApiGovernance.JsonSchema.Parameters.ParameterIn;
using static ApiGovernance.JsonSchema.Parameters.SerializationStyle;

namespace ApiGovernance.JsonSchema.Tests.Parameters;

/// <summary>Every cell of the table of style examples of OpenAPI 3.0.4, 3.1.1 and 3.2 (its rows for cookies are of 3.2).</summary>
public class StyleTableTests
{
    private const string Empty = """{"type": "string", "const": ""}""";
    private const string Text = """{"type": "string", "const": "blue"}""";
    private const string Array = """{"type": "array", "items": {"type": "string"}, "const": ["blue", "black", "brown"]}""";

    private const string Object = """
        {"type": "object", "properties": {"R": {"type": "integer"}, "G": {"type": "integer"}, "B": {"type": "integer"}},
         "const": {"R": 100, "G": 200, "B": 150}}
        """;

    public static TheoryData<ParameterIn, SerializationStyle, bool, string, string> Cells => new()
    {
        { ParameterIn.Path, Matrix, false, Empty, ";color" },
        { ParameterIn.Path, Matrix, false, Text, ";color=blue" },
        { ParameterIn.Path, Matrix, false, Array, ";color=blue,black,brown" },
        { ParameterIn.Path, Matrix, false, Object, ";color=R,100,G,200,B,150" },
        { ParameterIn.Path, Matrix, true, Empty, ";color" },
        { ParameterIn.Path, Matrix, true, Text, ";color=blue" },
        { ParameterIn.Path, Matrix, true, Array, ";color=blue;color=black;color=brown" },
        { ParameterIn.Path, Matrix, true, Object, ";R=100;G=200;B=150" },
        { ParameterIn.Path, Label, false, Empty, "." },
        { ParameterIn.Path, Label, false, Text, ".blue" },
        { ParameterIn.Path, Label, false, Array, ".blue,black,brown" },
        { ParameterIn.Path, Label, false, Object, ".R,100,G,200,B,150" },
        { ParameterIn.Path, Label, true, Empty, "." },
        { ParameterIn.Path, Label, true, Text, ".blue" },
        { ParameterIn.Path, Label, true, Array, ".blue.black.brown" },
        { ParameterIn.Path, Label, true, Object, ".R=100.G=200.B=150" },
        { ParameterIn.Path, Simple, false, Empty, "" },
        { ParameterIn.Path, Simple, false, Text, "blue" },
        { ParameterIn.Path, Simple, false, Array, "blue,black,brown" },
        { ParameterIn.Path, Simple, false, Object, "R,100,G,200,B,150" },
        { ParameterIn.Path, Simple, true, Empty, "" },
        { ParameterIn.Path, Simple, true, Text, "blue" },
        { ParameterIn.Path, Simple, true, Array, "blue,black,brown" },
        { ParameterIn.Path, Simple, true, Object, "R=100,G=200,B=150" },
        { Header, Simple, false, Empty, "" },
        { Header, Simple, false, Text, "blue" },
        { Header, Simple, false, Array, "blue,black,brown" },
        { Header, Simple, false, Object, "R,100,G,200,B,150" },
        { Header, Simple, true, Array, "blue,black,brown" },
        { Header, Simple, true, Object, "R=100,G=200,B=150" },
        { Query, Form, false, Empty, "color=" },
        { Query, Form, false, Text, "color=blue" },
        { Query, Form, false, Array, "color=blue,black,brown" },
        { Query, Form, false, Object, "color=R,100,G,200,B,150" },
        { Query, Form, true, Empty, "color=" },
        { Query, Form, true, Text, "color=blue" },
        { Query, Form, true, Array, "color=blue&color=black&color=brown" },
        { Query, Form, true, Object, "R=100&G=200&B=150" },
        { Query, SpaceDelimited, false, Array, "color=blue%20black%20brown" },
        { Query, SpaceDelimited, false, Object, "color=R%20100%20G%20200%20B%20150" },
        { Query, PipeDelimited, false, Array, "color=blue%7Cblack%7Cbrown" },
        { Query, PipeDelimited, false, Object, "color=R%7C100%7CG%7C200%7CB%7C150" },
        { Query, DeepObject, true, Object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150" },
        { ParameterIn.Cookie, Form, false, Empty, "color=" },
        { ParameterIn.Cookie, Form, false, Text, "color=blue" },
        { ParameterIn.Cookie, Form, false, Array, "color=blue,black,brown" },
        { ParameterIn.Cookie, Form, false, Object, "color=R,100,G,200,B,150" },
        { ParameterIn.Cookie, Form, true, Array, "color=blue&color=black&color=brown" },
        { ParameterIn.Cookie, Form, true, Object, "R=100&G=200&B=150" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, false, Empty, "color=" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, false, Text, "color=blue" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, false, Array, "color=blue,black,brown" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, false, Object, "color=R,100,G,200,B,150" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, true, Empty, "color=" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, true, Text, "color=blue" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, true, Array, "color=blue; color=black; color=brown" },
        { ParameterIn.Cookie, SerializationStyle.Cookie, true, Object, "R=100; G=200; B=150" },
        // What the older tables and clients write for the same.
        { Query, SpaceDelimited, false, Array, "color=blue+black+brown" },
        { Query, PipeDelimited, false, Array, "color=blue|black|brown" },
        { Query, TabDelimited, false, Array, "color=blue%09black%09brown" },
        { Query, DeepObject, true, Object, "color[R]=100&color[G]=200&color[B]=150" },
        { Query, SpaceDelimited, true, Array, "color=blue&color=black&color=brown" },
        { Query, PipeDelimited, true, Array, "color=blue&color=black&color=brown" },
        { Query, Form, true, Empty, "color" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_cell_is_read_as_exactly_the_value_that_it_stands_for(ParameterIn place, SerializationStyle style, bool explode, string schema, string raw)
    {
        ParameterWorld.Parameter(place, style, explode, schema).Check(raw).ShouldBeEmpty();

        // The same text is not some other value.
        string other = schema.Replace("blue", "blua", StringComparison.Ordinal).Replace("\"\"", "\" \"", StringComparison.Ordinal)
            .Replace(100.ToString(CultureInfo.InvariantCulture), "101", StringComparison.Ordinal);
        other.ShouldNotBe(schema);
        ParameterError error = ParameterWorld.Parameter(place, style, explode, other).Check(raw).ShouldHaveSingleItem();
        (error.Name, error.In, error.ValuePointer, error.Error.Keyword).ShouldBe(("color", place, "", "const"));
        error.Error.InstancePointer.ShouldBe($"/{place.ToString().ToLowerInvariant()}/color");
    }
}
