using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>What two schemas mean, however they are written.</summary>
public sealed class SchemaMeaningTests
{
    [Theory]
    [InlineData("{type: object, properties: {a: {oneOf: [{type: string}, {type: 'null'}]}}}", "{type: object, properties: {a: {type: [string, 'null']}}}")]
    [InlineData("{type: object, properties: {a: {anyOf: [{type: string, maxLength: 3}]}}}", "{type: object, properties: {a: {type: string, maxLength: 3}}}")]
    [InlineData("{type: object, properties: {a: {enum: [x, y]}}}", "{type: object, properties: {a: {type: string, enum: [y, x]}}}")]
    [InlineData("{allOf: [{type: number}, {type: integer}]}", "{type: integer}")]
    [InlineData("{allOf: [{properties: {a: {type: string}}}, {properties: {a: {maxLength: 3}}}]}", "{properties: {a: {type: string, maxLength: 3}}}")]
    [InlineData("{type: object, additionalProperties: true}", "{type: object}")]
    [InlineData("{type: object, additionalProperties: {}}", "{type: object}")]
    [InlineData("{type: array}", "{type: array, items: {}}")]
    [InlineData("{type: string, minLength: 0}", "{type: string}")]
    [InlineData("{oneOf: [{type: string}, {type: object, title: X, properties: {b: {type: string}}}]}", "{oneOf: [{type: object, properties: {b: {type: string}}}, {type: string}]}")]
    [InlineData("{not: {type: string, description: a}}", "{not: {type: string, description: b}}")]
    public void Two_spellings_of_one_meaning_are_no_change(string one, string other)
    {
        foreach ((string before, string after) in new[] { (one, other), (other, one) })
        {
            DiffResult result = Compare(Contract(before, before), Contract(after, after));
            result.Findings.Select(finding => finding.Message).ShouldBeEmpty();
            result.NotCompared.Select(finding => finding.Message).ShouldBeEmpty();
            result.RequiredBump.ShouldBe(VersionBump.Patch);
        }
    }

    [Fact]
    public void Nullable_of_3_0_is_the_type_null_of_3_1()
    {
        DiffResult result = Compare(
            Contract("{type: string, nullable: true, maximum: 5, exclusiveMaximum: true}", "{}", "3.0.3"),
            Contract("{type: [string, 'null'], exclusiveMaximum: 5}", "{}", "3.1.0"));
        result.Findings.ShouldBeEmpty();
        result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    /// <summary>Id part in requests when the first becomes the second; the other way round it is harmless there.</summary>
    [Theory]
    [InlineData("{type: [array]}", "{type: array, items: {type: string}}", "E:request-property-type-specialized")]
    [InlineData("{type: object}", "{type: object, additionalProperties: {type: string}}", "E:request-property-type-specialized")]
    [InlineData("{}", "{oneOf: [{type: string}, {type: object}]}", "E:request-body-type-specialized")]
    [InlineData("{type: integer, format: int64}", "{type: integer, format: int32}", "E:request-body-format-specialized")]
    [InlineData("{type: integer, multipleOf: 5}", "{type: integer, multipleOf: 10}", "E:request-body-multiple-of-specialized")]
    [InlineData("{type: array, items: {type: string}}", "{type: array, items: {type: string}, uniqueItems: true}", "E:request-body-unique-items-added")]
    [InlineData("{type: array, items: {type: string}}", "{type: array, items: {type: string}, maxItems: 3}", "E:request-body-max-items-set")]
    // Alternatives of different types are one schema with several types, however it is written.
    [InlineData("{oneOf: [{type: string}, {type: object}]}", "{type: string}", "E:request-body-type-specialized")]
    [InlineData("{anyOf: [{type: string}, {type: object}, {type: 'null'}]}", "{anyOf: [{type: string}, {type: object}]}", "E:request-body-became-not-nullable")]
    public void A_narrower_request_breaks_and_a_wider_one_does_not(string wide, string narrow, string id)
    {
        Ids(Compare(Contract(wide, "{}"), Contract(narrow, "{}"))).ShouldBe([id]);
        DiffResult widened = Compare(Contract(narrow, "{}"), Contract(wide, "{}"));
        widened.Verdict.ShouldBe(DiffVerdict.Compatible);
        widened.Findings.ShouldNotBeEmpty();
        // In a response it is the other way round.
        Compare(Contract("{}", narrow), Contract("{}", wide)).Verdict.IsBreaking().ShouldBeTrue();
    }

    /// <summary>From an open one it is no longer heard, which no message can show.</summary>
    [Fact]
    public void A_property_gone_from_a_closed_request_is_refused()
    {
        const string With = "{type: object, CLOSED properties: {a: {type: string}, b: {type: string}}}", Without = "{type: object, CLOSED properties: {a: {type: string}}}";
        DiffResult open = Compare(Contract(With.Replace("CLOSED", ""), "{}"), Contract(Without.Replace("CLOSED", ""), "{}"));
        Ids(open).ShouldBe(["E:request-property-removed"]);
        open.Verdict.ShouldBe(DiffVerdict.BreakingByRule);
        open.Findings[0].Message.ShouldBe("`POST /orders` no longer describes the request property `b`.");
        DiffResult closed = Compare(Contract(With.Replace("CLOSED", "additionalProperties: false,"), "{}"), Contract(Without.Replace("CLOSED", "additionalProperties: false,"), "{}"));
        Ids(closed).ShouldBe(["E:request-property-removed"]);
        closed.Verdict.ShouldBe(DiffVerdict.BreakingProven);
        closed.Findings[0].Witness.ShouldBe("""POST /orders with the body {"b":"x"} was accepted and is refused now, at /b""");
    }

    [Fact]
    public void Read_only_properties_do_not_count_in_requests_nor_write_only_ones_in_responses()
    {
        const string Before = "{type: object, properties: {id: {type: string, readOnly: true}, pin: {type: string, writeOnly: true}}}";
        const string After = "{type: object, required: [id, pin], properties: {id: {type: string, readOnly: true, maxLength: 3}, pin: {type: [string, 'null'], writeOnly: true}}}";
        Ids(Compare(Contract(Before, "{}"), Contract(After, "{}")))
            .ShouldBe(["E:request-property-became-required", "I:request-property-became-nullable", "I:request-read-only-property-max-length-set"], ignoreOrder: true);
        Compare(Contract("{}", Before), Contract("{}", After)).Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    [Fact]
    public void What_refers_to_nothing_is_undecided_and_named()
    {
        DiffResult result = Compare(Contract("{$ref: gone.yaml}", "{}"), Contract("{type: string}", "{}"));
        result.Verdict.ShouldBe(DiffVerdict.Undecided);
        result.RequiredBump.ShouldBe(VersionBump.Major);
        result.NotCompared.Select(finding => finding.Message).ShouldContain("`POST /orders` has a request that refers to what is not there (gone.yaml); that could not be decided.");
    }

    [Fact]
    public void A_response_that_may_be_wider_shows_an_answer_that_was_not_allowed()
    {
        DiffResult result = Compare(Contract("{}", "{type: object, required: [n], properties: {n: {type: integer, maximum: 5}}}"), Contract("{}", "{type: object, required: [n], properties: {n: {type: integer, maximum: 9}}}"));
        Only(result, "response-property-max-increased").Witness.ShouldBe("""POST /orders may answer 200 {"n":6} now, which was not allowed before, at /n""");
    }

    [Fact]
    public void A_deep_and_branching_schema_is_compared_in_bounded_time()
    {
        string levels = string.Concat(Enumerable.Range(0, 60).Select(i => $"\n    L{i}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/L{i + 1}'}}, b: {{$ref: '#/components/schemas/L{i + 1}'}}}}}}"));
        string text = $"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /x:\n    post:\n      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/L0'}}}}}}}}\n"
            + $"      responses: {{'204': {{description: ok}}}}\ncomponents:\n  schemas:{levels}\n    L60: {{type: string, maxLength: 9}}\n";
        ApiContract before = Read(text), after = Read(text.Replace("maxLength: 9", "maxLength: 8", StringComparison.Ordinal));
        Ids(Compare(before, after)).ShouldBe(["E:request-property-max-length-decreased"]);
    }
}
