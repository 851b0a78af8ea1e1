namespace ApiGovernance.JsonSchema.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("""{"multipleOf": 0.01}""", "19.99", true)]
    [InlineData("""{"multipleOf": 0.01}""", "4.35", true)]
    [InlineData("""{"multipleOf": 0.01}""", "0.075", false)]
    [InlineData("""{"multipleOf": 0.0001}""", "0.0075", true)]
    [InlineData("""{"multipleOf": 3}""", "1e400", false)]
    [InlineData("""{"multipleOf": 7}""", "7e999999999", true)]
    [InlineData("""{"multipleOf": 1e-9}""", "12391239123.000000001", true)]
    [InlineData("""{"multipleOf": 12345678901234567890123}""", "24691357802469135780246", true)]
    [InlineData("""{"multipleOf": 12345678901234567890123}""", "24691357802469135780247", false)]
    [InlineData("""{"maximum": 9007199254740992}""", "9007199254740993", false)]
    [InlineData("""{"maximum": 9007199254740992}""", "9007199254740992.0", true)]
    [InlineData("""{"minimum": 1e400}""", "1e399", false)]
    [InlineData("""{"minimum": 1e400}""", "1e99999999999999999999", true)]
    [InlineData("""{"minimum": -1e400}""", "-1e401", false)]
    [InlineData("""{"exclusiveMinimum": 0}""", "1e-400", true)]
    [InlineData("""{"exclusiveMinimum": 0}""", "-0.0", false)]
    [InlineData("""{"minimum": 0.1}""", "0.09999999999999999999999999", false)]
    [InlineData("""{"const": 1}""", "1.0e0", true)]
    [InlineData("""{"const": 100}""", "1e2", true)]
    [InlineData("""{"const": 0}""", "-0", true)]
    [InlineData("""{"const": 12345678901234567890}""", "1234567890123456789e1", true)]
    [InlineData("""{"const": 12345678901234567890}""", "12345678901234567891", false)]
    [InlineData("""{"type": "integer"}""", "1e3", true)]
    [InlineData("""{"type": "integer"}""", "10e-1", true)]
    [InlineData("""{"type": "integer"}""", "1e-1", false)]
    [InlineData("""{"type": "integer"}""", "123456789012345678901234567890", true)]
    [InlineData("""{"uniqueItems": true}""", "[1,2,3,4,5,6,7,8,9,10.0,1e1]", false)]
    [InlineData("""{"format": "int32"}""", "2147483648", false)]
    [InlineData("""{"format": "int32"}""", "-2147483648", true)]
    [InlineData("""{"format": "int32"}""", "1.5", false)]
    [InlineData("""{"format": "int64"}""", "9223372036854775808", false)]
    [InlineData("""{"format": "int64"}""", "9223372036854775807", true)]
    public void Numbers_are_compared_without_rounding(string schema, string json, bool valid) =>
        TestSchemas.Compile(schema).Accepts(json).ShouldBe(valid);

    [Fact]
    public void A_number_of_a_million_digits_takes_no_time()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"multipleOf": 7, "maximum": 10}""");
        schema.Errors("1" + new string('3', 1_000_000)).Count.ShouldBeInRange(1, 2);
    }

    [Fact]
    public void Objects_are_equal_whatever_their_order()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"uniqueItems": true}""");
        schema.Accepts("""[{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}]""").ShouldBeFalse();
        schema.Accepts("""[{"a": 1, "b": [2]}, {"b": [2.0], "a": 2}]""").ShouldBeTrue();
        string forward = string.Join(',', Enumerable.Range(0, 50).Select(static i => $"\"k{i}\":{i}"));
        string backward = string.Join(',', Enumerable.Range(0, 50).Reverse().Select(static i => $"\"k{i}\":{i}.0"));
        schema.Accepts($$"""[ { {{forward}} }, { {{backward}} } ]""").ShouldBeFalse();
        schema.Accepts($$"""[1,2,3,4,5,6,7,8,9, { {{forward}} }, { {{backward}} } ]""").ShouldBeFalse();
    }
}
