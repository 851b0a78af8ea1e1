using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

/// <summary>Schemas whose keywords meet in one place, with verdicts read off the specification.</summary>
public sealed class HardSchemaTests
{
    private const string Room = "                                    ";

    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        void S(string schema, params (string Instance, bool Valid)[] instances)
        {
            foreach ((string instance, bool valid) in instances)
                cases.Add(schema, instance, valid);
        }

        S("""{"properties":{"a\"b":{"type":"integer"}}}""",
            ("""{"a"b":1}""", false), ("""{"a\"b":1}""", true), ("""{"a\"b":"x"}""", false),
            ("""{"a\"b":1                              }""", true), ("""{"a"b":1                                   }""", false));
        S("""{"properties":{"a\\nb":{"type":"integer"}}}""",
            ("""{"a\nb":"not"                    }""", true), ("""{"a\\nb":"not"                    }""", false));
        S("""{"properties":{"a\nb":{"type":"integer"}}}""",
            ("{\"a\nb\":1                                  }", false), ("""{"a\nb":1                    }""", true));
        S("""{"allOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}},"additionalProperties":false}]}""",
            ("{}", true), ("""{"a":1}""", false), ("""{"b":1}""", false), ("1", true));
        S("""{"$defs":{"x":{"properties":{"x":true}}},"$ref":"#/$defs/x","if":{"properties":{"k":{"const":"a"}},"required":["k"]},"then":{"properties":{"p":true}},"else":{"properties":{"q":true}},"unevaluatedProperties":false}""",
            ("""{"k":"a","p":1,"x":1}""", true), ("""{"k":"b","p":1}""", false), ("""{"k":"b"}""", false), ("""{"q":1}""", true),
            ("""{"k":"a","q":1}""", false), ("""{"p":1,"k":"\u0061"}""", true), ("""{"k":1,"q":1}""", false));
        S("""{"oneOf":[{"properties":{"kind":{"const":"a"},"v":{"type":"integer"}}},{"properties":{"kind":{"enum":["a","b"]},"v":{"type":"string"}}}],"required":["kind"]}""",
            ("""{"kind":"a","v":1}""", true), ("""{"kind":"a"}""", false), ("""{"v":"s","kind":"b"}""", true),
            ("""{"v":1,"kind":"b"}""", false), ("""{"v":1,"k\u0069nd":"\u0061"}""", true), ("""{"kind":1}""", false),
            ("""{"v":1}""", false), ("""{"kind":"a","v":"s"}""", true), ("""{"kind":"a","kind":"a","v":1}""", false));
        S("""{"allOf":[{"required":["a"]},{"properties":{"a":{"type":"integer"}}}]}""",
            ("""{"a":1}""", true), ("{}", false), ("""{"a":"x"}""", false));
        S("""{"anyOf":[{"type":"null"},{"anyOf":[{"type":"null"},{"type":"object","properties":{"n":{"$ref":"#"}},"additionalProperties":false}]}]}""",
            ("null", true), ("""{"n":null}""", true), ("""{"n":{"n":{}}}""", true), ("""{"n":1}""", false), ("[]", false));
        S("""{"oneOf":[{"type":"null"},{"anyOf":[{"type":"null"},{"type":"object"}]}]}""",
            ("null", false), ("{}", true));
        S("""{"properties":{"":{"type":"integer"}},"required":[""]}""",
            ("""{"":1}""", true), ("{}", false), ("""{"":"1"}""", false), ("""{"":1,"":1}""", false));
        S("""{"minProperties":2,"maxProperties":3,"properties":{"a":{}}}""",
            ("""{"a":1}""", false), ("""{"a":1,"z":2}""", true), ("""{"x":1,"y":2,"z":3}""", true),
            ("""{"x":1,"y":2,"z":3,"a":1}""", false));
        S("""{"properties":{"abc":{"minimum":3}},"patternProperties":{"^a":{"maximum":5},"c$":{"multipleOf":2}},"additionalProperties":{"type":"string"}}""",
            ("""{"abc":4}""", true), ("""{"abc":3}""", false), ("""{"abc":6}""", false), ("""{"abc":2}""", false), ("""{"a":6}""", false),
            ("""{"a":5}""", true), ("""{"xc":5}""", false), ("""{"axc":4}""", true), ("""{"x":1}""", false), ("""{"x":"1"}""", true));
        S("""{"dependentRequired":{"a":["b","c"]},"dependentSchemas":{"d":{"required":["e"],"properties":{"e":{"type":"integer"}}}}}""",
            ("""{"a":1}""", false), ("""{"a":1,"c":1,"b":1}""", true), ("""{"d":1}""", false), ("""{"e":1,"d":1}""", true),
            ("""{"e":"1","d":1}""", false), ("""{"e":"1"}""", true));
        S("""{"propertyNames":{"pattern":"^a","maxLength":3},"properties":{"bcd":true,"abc":true}}""",
            ("""{"abc":1}""", true), ("""{"bcd":1}""", false), ("""{"ax":1}""", true), ("""{"abcd":1}""", false),
            ("""{"\u0061x":1}""", true));
        S("""{"enum":[1,"x",[1.0],{"a":1e0}]}""",
            ("1", true), ("1.0", true), ("1e0", true), ("10e-1", true), ("0.1e1", true), ("1.01", false), ("[1]", true),
            ("""{"a":1.00}""", true), ("\"\\u0078\"", true), ("true", false));
        S("""{"const":-0}""",
            ("0", true), ("-0", true), ("0.0", true), ("-0e5", true), ("0e-999999999999", true), ("false", false));
        S("""{"minimum":-0.0,"type":"integer"}""",
            ("-0", true), ("-0.0", true), ("-1e-400", false), ("1e400", true), ("-1", false));
        S("""{"const":1234567890123456789012345678901234567890}""",
            ("1234567890123456789012345678901234567890", true), ("1234567890123456789012345678901234567891", false),
            ("123456789012345678901234567890123456789e1", true), ("1234567890123456789012345678901234567890.0", true));
        S("""{"maximum":9223372036854775807,"minimum":-9223372036854775808}""",
            ("9223372036854775807", true), ("9223372036854775808", false), ("-9223372036854775808", true),
            ("-9223372036854775809", false), ("9223372036854775807.1", false), ("18446744073709551617", false),
            ("36893488147419103233", false));
        S("""{"type":"integer","maximum":1000000000000000000}""",
            ("1000000000000000000", true), ("1000000000000000001", false), ("999999999999999999", true), ("999999999999999999.0", true),
            ("100000000000000000000000000000000000000", false), ("0.1", false), ("10.10", false), ("10.00", true));
        S("""{"exclusiveMaximum":0.3,"exclusiveMinimum":0.1}""",
            ("0.3", false), ("0.2999999999999999999999", true), ("0.1", false), ("0.10000000001", true), ("0.100", false), ("0.2", true),
            ("0", false), ("1e-1", false), ("3e-1", false), ("29e-2", true));
        S("""{"multipleOf":0.01}""",
            ("19.99", true), ("19.999", false), ("4.35", true), ("0.0100000000", true), ("1e-2", true), ("1e-3", false),
            ("123456789012345678901234.56", true), ("123456789012345678901234.567", false));
        S("""{"allOf":[{"multipleOf":0.3},{"multipleOf":0.2}]}""",
            ("0.6", true), ("0.3", false), ("1.2", true), ("6", true), ("0.60000", true), ("3", true), ("1", false));
        S("""{"multipleOf":1.5}""",
            ("3", true), ("4", false), ("4.5", true), ("-1.50", true), ("0", true), ("0.000000000001", false));
        S("""{"minLength":2,"maxLength":3}""",
            ("\"😀\"", false), ("\"😀😀\"", true), ("\"\\ud83d\\ude00a\"", true), ("\"\\ud83d\\ude00\"", false), ("\"😀😀😀\"", true),
            ("\"😀😀😀😀\"", false), ("\"é\"", false), ("\"\\n\\t\"", true), ("\"\\u00e9\\u00e9\\u00e9\\u00e9\"", false));
        S("""{"uniqueItems":true}""",
            ("[1,1.0]", false), ("[1,2]", true), ("""[{"a":1,"b":2},{"b":2,"a":1}]""", false), ("""["a","\u0061"]""", false),
            ("[0,-0]", false), ("[1e1,10]", false), ("[[1],[1.0]]", false), ("[true,1]", true), ("[false,0,null,\"\",[],{}]", true),
            ("""["1",1]""", true), ("[true,true]", false), ("[1e400,1e401]", true), ("[1e400,10e399]", false));
        S("""{"contains":{"type":"integer"},"minContains":0,"maxContains":2}""",
            ("[]", true), ("[1,2,\"a\"]", true), ("[1,2,3]", false));
        S("""{"contains":{"minimum":5},"minContains":2}""",
            ("[5,6]", true), ("[5]", false), ("[\"a\",\"b\"]", true), ("[]", false));
        S("""{"prefixItems":[{"type":"integer"},{"type":"string"}],"items":false}""",
            ("[1]", true), ("[1,\"a\"]", true), ("[1,\"a\",2]", false), ("[\"a\"]", false), ("[]", true));
        S("""{"prefixItems":[true],"allOf":[{"prefixItems":[true,{"type":"integer"}]}],"unevaluatedItems":{"type":"string"}}""",
            ("[1,2,\"a\"]", true), ("[1,2,3]", false), ("[1,\"a\"]", false));
        S("""{"oneOf":[{"required":["a"]},{"required":["b"]}],"unevaluatedProperties":{"type":"integer"},"properties":{"a":{"type":"string"}}}""",
            ("""{"a":"x","c":1}""", true), ("""{"a":"x","b":1}""", false), ("""{"b":"x"}""", false), ("""{"b":1}""", true));
        S("""{"anyOf":[{"properties":{"t":{"const":"a"},"x":true},"required":["t"]},{"properties":{"t":{"const":"b"},"y":true},"required":["t"]},{"properties":{"z":true}}],"unevaluatedProperties":false}""",
            ("""{"t":"a","x":1}""", true), ("""{"t":"a","y":1}""", false), ("""{"z":1}""", true), ("""{"t":"a","x":1,"z":1}""", true),
            ("""{"t":"c"}""", false));
        S("""{"not":{"required":["a"]},"properties":{"a":{}}}""",
            ("{}", true), ("""{"a":1}""", false), ("""{"\u0061":1}""", false));
        S("""{"not":{"properties":{"k":{"const":"a"}},"required":["k"]}}""",
            ("{}", true), ("""{"k":"a"}""", false), ("""{"k":"b"}""", true), ("1", false));
        S("""{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":3}}""",
            ("\"a\"", false), ("\"ab\"", true), ("2", false), ("3", true), ("null", true));
        S("""{"if":{"minimum":10},"then":{"multipleOf":5},"else":{"multipleOf":2}}""",
            ("15", true), ("12", false), ("5", false), ("4", true));
        S("""{"if":{"properties":{"k":{"const":"a"}}},"then":{"required":["x"]},"else":{"required":["y"]}}""",
            ("{}", false), ("""{"x":1}""", true), ("""{"k":"a","y":1}""", false), ("""{"k":"b","y":1}""", true),
            ("""{"k":5,"y":1}""", true), ("""{"k":5,"x":1}""", false));

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_engines_follow_the_specification(string schema, string instance, bool valid)
    {
        var both = new BothEngines(schema);
        both.Accepts(instance).ShouldBe(valid);

        // With room behind it vectors compare; at the end of the text they must not.
        both.Accepts(instance + Room).ShouldBe(valid);
        string moved = schema.Replace("#/$defs", "#/properties/list/items/$defs").Replace("\"#\"", "\"#/properties/list/items\"");
        var inner = new BothEngines("{\"properties\":{\"list\":{\"items\":" + moved + "}}}");
        inner.Accepts("{\"list\":[" + instance + "]" + Room + "}").ShouldBe(valid);
    }

    [Fact]
    public void Eight_threads_share_schemas_and_nothing_is_left_behind_by_texts_that_break_off()
    {
        (CompiledSchema Schema, byte[] Text, bool Valid)[] shared = [.. Cases().GroupBy(static c => c.Data.Item1).SelectMany(static schema =>
        {
            CompiledSchema compiled = TestSchemas.Compile(schema.Key);
            return schema.Select(c => (compiled, Encoding.UTF8.GetBytes(c.Data.Item2), c.Data.Item3));
        })];
        int wrong = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 10_000; i++)
            {
                (CompiledSchema schema, byte[] text, bool valid) = shared[random.Next(shared.Length)];
                bool found = i % 3 == 0 ? schema.Validate(text).IsValid : schema.IsValid(text);
                if (found != valid)
                    Interlocked.Increment(ref wrong);
                schema.IsValid(text.AsSpan(0, random.Next(text.Length)));
            }
        });
        wrong.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"if":{"properties":{"k":{"const":"a"}},"required":["k"]},"then":{"required":["x"]}}""")]
    [InlineData("""{"oneOf":[{"properties":{"k":{"const":"a"}}},{"properties":{"k":{"const":"b"}}}]}""")]
    [InlineData("""{"anyOf":[{"properties":{"k":{"const":"a"},"x":{"type":"integer"}},"required":["k"]},{"properties":{"k":{"const":"b"}}}]}""")]
    [InlineData("""{"not":{"properties":{"k":{"const":"a"}},"required":["k"]}}""")]
    [InlineData("""{"dependentSchemas":{"k":{"required":["x"]}}}""")]
    public void A_tag_that_is_named_twice_where_that_is_allowed_must_fit_twice(string schema)
    {
        var both = new BothEngines(schema);
        string[] tags = ["\"a\"", "\"b\"", "\"c\"", "1"];
        int valid = 0;
        foreach (string first in tags)
        {
            foreach (string second in tags)
            {
                foreach (string rest in (string[])["", ",\"x\":1", ",\"x\":\"1\"", ",\"x\":1,\"x\":\"1\""])
                    valid += both.Accepts($"{{\"k\":{first},\"k\":{second}{rest}}}", new JsonInputLimits { AllowDuplicateKeys = true }) ? 1 : 0;
            }
        }

        valid.ShouldBeInRange(1, 63);
    }

    [Fact]
    public void Contains_in_contains_over_a_long_text_goes_to_the_tape_before_it_is_read_too_often()
    {
        const string Schema = """{"type":["array","string"],"contains":{"$ref":"#"},"items":{"$ref":"#"}}""";
        CompiledSchema schema = TestSchemas.Compile(Schema, options: SchemaCompileOptions.Default with { MaxEvaluations = 200_000 });
        string text = "\"" + new string('x', 1_000_000) + "\"";
        schema.Accepts(new string('[', 10) + text + new string(']', 10)).ShouldBeTrue();
        schema.IsValid(Encoding.UTF8.GetBytes(new string('[', 60) + text + new string(']', 60))).ShouldBeFalse();
        schema.IsValid(Encoding.UTF8.GetBytes(new string('[', 60) + text + ",1" + new string(']', 60))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(30_000)]
    public void Names_that_are_alike_at_both_ends_are_told_apart(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(static i => $"\"prefix00{i:D8}suffix00\"")];
        var values = new BothEngines("{\"items\":{\"enum\":[" + string.Join(',', names) + "]}}");
        values.Accepts("[" + string.Join(',', names.Reverse()) + "]").ShouldBeTrue();
        values.Accepts("[\"prefix0099999999suffix00\"]").ShouldBeFalse();
        values.Accepts("[\"prefix00\"]").ShouldBeFalse();
        string properties = string.Join(',', names.Take(2_000).Select(static n => n + ":{\"type\":\"integer\"}"));
        var objects = new BothEngines("{\"properties\":{" + properties + "},\"additionalProperties\":false}");
        objects.Accepts("{" + string.Join(',', names.Take(2_000).Reverse().Select(static n => n + ":1")) + "}").ShouldBeTrue();
        objects.Accepts("{" + names[^1] + ":\"1\"}").ShouldBeFalse();
        objects.Accepts("{\"prefix0099999999suffix00\":1}").ShouldBeFalse();
    }
}
