using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Pairs that were once said to be compatible, as small as they get, each with the message that says otherwise.</summary>
public sealed class RegressionTests
{
    private static readonly Dictionary<string, (bool IsRequest, string Before, string After, string Message)> Pairs = new(StringComparer.Ordinal)
    {
        ["values that a choice is not about"] = (false,
            """{"root":{"anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}]}}""",
            """{"root":{"anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]},{"type":"string"}]}}""", "\"x\""),
        ["what stands beside the reference that a mapping names"] = (true,
            """{"root":{"oneOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B"}],"discriminator":{"propertyName":"k","mapping":{"b":"#/components/schemas/B"}}},"A":{"type":"object"},"B":{"type":"object"}}""",
            """{"root":{"oneOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B","required":["z"]}],"discriminator":{"propertyName":"k","mapping":{"b":"#/components/schemas/B"}}},"A":{"type":"object"},"B":{"type":"object"}}""", """{"k":"b"}"""),
        ["rules beside a list of objects"] = (true,
            """{"root":{"enum":[{"a":"b"},"c"]}}""", """{"root":{"enum":[{"a":"b"},"c"],"additionalProperties":false}}""", """{"a":"b"}"""),
        ["names that only a dependent schema speaks of"] = (true,
            """{"root":{"type":"object","dependentSchemas":{"a":{"properties":{"b":{"type":"string"}}}}}}""", """{"root":{"type":"object","dependentSchemas":{"a":{"properties":{"b":{"type":"integer"}}}}}}""", """{"a":1,"b":"x"}"""),
        ["names that only branches describe"] = (true,
            """{"root":{"type":"object","anyOf":[{"properties":{"x":{"type":"string"}}},{"required":["y"]}]}}""", """{"root":{"type":"object","properties":{"x":{"type":"integer"}}}}""", """{"x":"a"}"""),
        ["names that only stand beside a choice"] = (true,
            """{"root":{"type":"object","properties":{"x":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}}""",
            """{"root":{"type":"object","properties":{"x":{"type":"string"}},"anyOf":[{"required":["a"],"properties":{"x":{"maxLength":3}}},{"required":["b"],"properties":{"x":{"maxLength":3}}}]}}""", """{"x":"abcd","a":1}"""),
        ["unevaluated properties beside a reference"] = (false,
            """{"root":{"$ref":"#/components/schemas/A"},"A":{"type":"object","properties":{"c":{"type":"integer"}},"required":["c"]}}""",
            """{"root":{"$ref":"#/components/schemas/A","unevaluatedProperties":false},"A":{"type":"object","properties":{"c":{"type":["integer","string"]}},"required":["c"]}}""", """{"c":"x"}"""),
        ["what is unevaluated beside a choice of references"] = (false,
            """{"root":{"anyOf":[{"$ref":"#/components/schemas/A"},{"required":["q"]}],"unevaluatedProperties":false},"A":{"type":"object","properties":{"a":{"type":"integer"}}}}""",
            """{"root":{"anyOf":[{"$ref":"#/components/schemas/A"},{"required":["q"]}],"unevaluatedProperties":false},"A":{"type":"object","properties":{"a":{"type":"integer"},"p":{"type":"integer"}}}}""", """{"p":1}"""),
        ["branches told apart by what a request leaves out"] = (true,
            """{"root":{"type":"object"}}""",
            """{"root":{"oneOf":[{"type":"object","required":["k"],"properties":{"k":{"const":"a","readOnly":true}}},{"type":"object","required":["k"],"properties":{"k":{"const":"b","readOnly":true}}}]}}""", "{}"),
        ["exactly one of two that are the same"] = (true,
            """{"root":{"$ref":"#/components/schemas/A"},"A":{"type":"object"}}""", """{"root":{"oneOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/A"}]},"A":{"type":"object"}}""", "{}"),
        ["an object of no members that leaves out a required one"] = (false,
            """{"root":{"type":"object","properties":{"c":{"type":"array"}},"required":["c"],"maxProperties":0}}""", """{"root":{"type":"object","properties":{"c":{"type":"array","writeOnly":true}},"required":["c"],"maxProperties":0}}""", "{}"),
        ["names that are asked for beside others"] = (true,
            """{"root":{"type":"object","properties":{"a":{}},"dependentRequired":{"a":["b"]}}}""", """{"root":{"type":"object","properties":{"a":{},"b":{"type":"integer"}},"dependentRequired":{"a":["b"]}}}""", """{"a":1,"b":"x"}"""),
        ["names that are listed"] = (true,
            """{"root":{"type":"object","propertyNames":{"enum":["a"]}}}""", """{"root":{"type":"object","propertyNames":{"enum":["a"]},"properties":{"a":{"type":"integer"}}}}""", """{"a":"x"}"""),
    };

    public static TheoryData<string> Names => [.. Pairs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pair_with_a_counter_example_is_not_compatible(string name)
    {
        (bool isRequest, string before, string after, string message) = Pairs[name];
        SchemaPair pair = new(1, JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject(), true, true, [name]);
        PairBatch batch = new([pair]);
        (CompiledSchema producer, CompiledSchema consumer) = batch.Validators(1, isRequest).ShouldNotBeNull();

        producer.IsValid(Encoding.UTF8.GetBytes(message)).ShouldBeTrue("Somebody may send it.");
        consumer.IsValid(Encoding.UTF8.GetBytes(message)).ShouldBeFalse("And it is refused.");
        batch.Of(1, isRequest).Max(finding => finding.Compatibility == ChangeCompatibility.Compatible ? 0 : 1).ShouldBe(1, string.Join(", ", batch.Of(1, isRequest)));
    }

    [Fact]
    public void A_choice_of_errors_that_moved_to_components_is_the_same()
    {
        static string Error(string name) => $$"""{"type":"object","properties":{"name":{"enum":["{{name}}"]},"issues":{"type":"array","items":{"type":"object"} } } }""";
        SchemaPair pair = new(
            1, JsonNode.Parse($$"""{"root":{"oneOf":[{{Error("A")}},{{Error("B")}},{{Error("C")}}] } }""")!.AsObject(),
            JsonNode.Parse($$"""{"root":{"oneOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B"},{"$ref":"#/components/schemas/C"}]},"A":{{Error("A")}},"B":{{Error("B")}},"C":{{Error("C")}} }""")!.AsObject(), true, true, []);

        new PairBatch([pair]).Result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }
}
