using System.Text.RegularExpressions;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

public sealed partial class ListingTests
{
    [Fact]
    public void The_reference_explains_every_instruction_in_their_order_and_no_other()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "reference", "schema-program.md"));
        string[] explained = [.. Row().Matches(page).Select(static m => m.Groups[1].Value)];
        explained.ShouldBe([.. Enum.GetValues<SchemaOperation>().Select(SchemaProgramLine.NameOf)]);
    }

    [Fact]
    public void A_listing_names_plans_tables_ranges_branches_calls_and_where_they_come_from()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {
              "id": {"allOf": [{"type": "string"}, {"$ref": "#/$defs/code"}]},
              "price": {"type": "number", "minimum": 0, "multipleOf": 0.01},
              "next": {"$ref": "#"}, "odd": {"const": [1]},
              "pet": {"oneOf": [{"required": ["t"], "properties": {"t": {"const": "cat"}}}, {"required": ["t"], "properties": {"t": {"const": "dog"}}}]}},
             "$defs": {"code": {"maxLength": 8, "enum": ["a", "b"]}}}
            """);
        string uri = TestSchemas.Uri;
        schema.Listing().ToString().ShouldBe($"""
             0  value              object  ; {uri}#
             1    property           0 "id" required -> 7
             2    property           1 "price" -> 10
             3    property           2 "next" -> 0
             4    property           3 "odd" -> 13
             5    property           4 "pet" -> 15
             6    other-properties   refused
             7  value              string  ; {uri}#/properties/id
             8    string-length      0..8
             9    string-values      2 by perfect hash: "a" "b"
            10  value              number  ; {uri}#/properties/price
            11    number-range       >= 0
            12    number-multiple    0.01
            13  value              nothing  ; {uri}#/properties/odd
            14    tape               array: 'const' holds an array
            15  value              object  ; {uri}#/properties/pet
            16    tag-switch         "t"
            17      case               "cat"
            18        property           0 "t" required -> 26
            19        other-properties   -> anything
            20      case               "dog"
            21        property           0 "t" required -> 28
            22        other-properties   -> anything
            23      case               other strings: refused
            24      case               no string: refused
            25      case               missing: refused
            26  value              string  ; {uri}#/properties/pet/oneOf/0/properties/t
            27    string-values      1 by perfect hash: "cat"
            28  value              string  ; {uri}#/properties/pet/oneOf/1/properties/t
            29    string-values      1 by perfect hash: "dog"

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_schema_for_the_tape_engine_says_so() =>
        TestSchemas.Compile("{}", options: new SchemaCompileOptions { Engine = SchemaEngine.Tape }).Listing().Lines[1].Operation.ShouldBe(SchemaOperation.Tape);

    [Fact]
    public void A_schema_that_accepts_everything_or_nothing_has_one_line()
    {
        TestSchemas.Compile("{}").Listing().ToString().ShouldBe("0  value              anything\n");
        TestSchemas.Compile("false").Listing().ToString().ShouldBe("0  value              nothing\n");
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
