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
        ["names of another branch, with a branch that asks for more beside them"] = (true,
            """{"root":{"anyOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"},"id":{"type":"string"}},"required":["k"]}]}}""",
            """{"root":{"anyOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"],"dependentRequired":{"id":["c"]}},{"type":"object","properties":{"k":{"const":"b"},"id":{"type":"string"}},"required":["k"]}]}}""", """{"k":"a","id":"x"}"""),
        ["names of another branch that a branch describes now"] = (true,
            """{"root":{"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{"type":"object"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"}},"required":["k"]}]}}""",
            """{"root":{"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{"type":"object"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"},"x":{"type":"number"}},"required":["k"]}]}}""", """{"k":"b","x":{}}"""),
        ["a branch of a type that the schema beside it excludes"] = (true,
            """{"root":{"type":"object","properties":{"b":{"type":"string"}},"oneOf":[{"properties":{"b":{"type":"integer"}}},{"properties":{"x":{"type":"integer"}}}]}}""",
            """{"root":{"type":"object","properties":{"b":{"type":"string"}},"oneOf":[{"properties":{"b":{"type":"integer"}},"type":"integer"},{"properties":{"x":{"type":"integer"}}}]}}""", """{"x":"a"}"""),
        ["the only branch that took it is closed"] = (true,
            """{"root":{"oneOf":[{"type":"object"},{"type":"object","properties":{"x":{"type":"string"}}}]}}""",
            """{"root":{"oneOf":[{"type":"object","additionalProperties":false},{"type":"object","properties":{"x":{"type":"string"}}}]}}""", """{"x":1}"""),
        ["what a new branch takes is not what another one does"] = (false,
            """{"root":{"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"n":{"type":"integer"}},"required":["k","n"]},{"type":"object","properties":{"k":{"const":"b"}}}]}}""",
            """{"root":{"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"n":{"type":"integer"}},"required":["k","n"]},{"type":"object","properties":{"k":{"const":"b"}}},{"type":"object","required":["z"]}]}}""", """{"k":"a","z":1}"""),
        ["read-only in a branch is not what a request leaves out"] = (true,
            """{"root":{"type":"object","properties":{"x":{"type":"string","readOnly":true}},"required":["x"]}}""", """{"root":{"type":"object","properties":{"x":{"anyOf":[{"type":"string","readOnly":true}]}},"required":["x"]}}""", "{}"),
        ["write-only under a not"] = (false,
            """{"root":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"],"not":{"properties":{"x":{"type":"string","writeOnly":true}}}}}""",
            """{"root":{"type":"object","properties":{"x":{"type":"string"}},"required":["x"],"not":{"properties":{"x":{"type":"string","maxLength":1,"writeOnly":true}}}}}""", """{"x":"ab"}"""),
        ["names that are data in a branch"] = (true,
            """{"root":{"oneOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"}},"required":["k"],"additionalProperties":{"type":"string"}}]}}""",
            """{"root":{"type":"object","properties":{"y":{"type":"string","minLength":4}}}}""", """{"k":"b","y":"abc"}"""),
        ["names that are data in a dependent schema"] = (false,
            """{"root":{"type":"object","dependentSchemas":{"c":{"properties":{"x":{"const":"abc"}}}}}}""",
            """{"root":{"type":"object","dependentSchemas":{"c":{"properties":{"c":{"type":"number"}},"additionalProperties":{"type":"string"}}}}}""", """{"c":0,"x":"a"}"""),
        ["a text beside a number of a format"] = (false,
            """{"root":{"type":"integer"}}""", """{"root":{"anyOf":[{"enum":["a b"]},{"type":"integer","format":"int64"}]}}""", "\"a b\""),
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
