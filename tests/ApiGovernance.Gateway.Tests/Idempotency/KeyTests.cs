using System.Text;
using ApiGovernance.Gateway.Idempotency;
using CsCheck;

namespace ApiGovernance.Gateway.Tests.Idempotency;

public class KeyTests
{
    [Theory]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"8e03978e\"", "8e03978e")]
    [InlineData("  \"8e03978e\"  ", "8e03978e")]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("\"a\";v=1", "a")]
    [InlineData("AbC/+=_-", "AbC/+=_-")]
    public void A_field_that_can_be_read(string field, string key)
    {
        KeyField.Parse(field, out string read).ShouldBeNull();
        read.ShouldBe(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"a")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\\n\"")]
    [InlineData("\"a\" b")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("a,b")]
    [InlineData("a;b")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("schlüssel")]
    [InlineData("\"schlüssel\"")]
    [InlineData("a\u0001")]
    public void A_field_that_cannot(string field) => KeyField.Parse(field, out _).ShouldNotBeNull();

    [Fact]
    public void Two_fields_are_no_key() => KeyField.Parse(new Microsoft.Extensions.Primitives.StringValues(["a", "a"]), out _).ShouldNotBeNull();

    /// <summary>Every text of printable ASCII survives the quotes.</summary>
    [Fact]
    public void What_is_quoted_is_read_back() => Gen.String[Gen.Char[' ', '~'], 1, KeyField.MaxLength].Sample(text =>
    {
        string field = $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return KeyField.Parse(field, out string key) is null && key == text;
    });

    /// <summary>Nothing that a client sends makes the parser fail.</summary>
    [Fact]
    public void Any_field_is_read_or_refused() => Gen.String.Sample(text => KeyField.Parse(text, out string key) is not null || key.Length is > 0 and <= KeyField.MaxLength);

    [Theory]
    [InlineData("""{"orderNumber":"PO-1"}""", "/orderNumber", "PO-1")]
    [InlineData("""{"a":{"orderNumber":1,"b":[{"x":"no"},{"x":"yes"}]}}""", "/a/b/1/x", "yes")]
    [InlineData("""{"a/b":{"~":"deep"}}""", "/a~1b/~0", "deep")]
    [InlineData("""{"x":{"n":"inner"},"n":"outer"}""", "/n", "outer")]
    [InlineData("""{"n":42}""", "/n", "42")]
    [InlineData("""{"n":"\u0050O"}""", "/n", "PO")]
    [InlineData("""{"\u006e":"escaped name"}""", "/n", "escaped name")]
    [InlineData("""{"n":4.5}""", "/n", null)]
    [InlineData("""{"n":-4}""", "/n", null)]
    [InlineData("""{"n":1e3}""", "/n", null)]
    [InlineData("""{"n":null}""", "/n", null)]
    [InlineData("""{"n":true}""", "/n", null)]
    [InlineData("""{"n":""}""", "/n", null)]
    [InlineData("""{"n":"a\nb"}""", "/n", null)]
    [InlineData("""{"n":{}}""", "/n", null)]
    [InlineData("""{"n":["a"]}""", "/n/1", null)]
    [InlineData("""{"n":"\ud800"}""", "/n", null)]
    [InlineData("""{"m":1}""", "/n", null)]
    [InlineData("""{"n":""", "/n", null)]
    [InlineData("", "/n", null)]
    [InlineData("[\"a\"]", "/0", "a")]
    [InlineData("plain", "/n", null)]
    public void A_natural_key_is_text_or_a_whole_number_at_its_place(string body, string pointer, string? key)
    {
        IdempotencyRule rule = IdempotencyRule.Compile(new() { Mode = Protocol.Descriptors.Policies.IdempotencyMode.Natural, Key = pointer })!;

        NaturalKey.InBody(Encoding.UTF8.GetBytes(body), rule.KeyPointer).ShouldBe(key);
    }

    [Fact]
    public void A_scope_never_runs_into_another()
    {
        IdempotencyKey one = new("ab", "c", "v1", "POST /o", "k");
        one.Id().ShouldNotBe((one with { Consumer = "a", Api = "bc" }).Id());
        one.Id().ShouldNotBe((one with { Key = "K" }).Id());
        one.Id().ShouldBe((one with { }).Id());
        one.Id().Length.ShouldBe(64);
    }
}
