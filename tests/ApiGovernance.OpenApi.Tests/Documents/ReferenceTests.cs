using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class ReferenceTests
{
    [Fact]
    public void A_dangling_reference_is_an_error_at_its_value()
    {
        DocumentBundle bundle = Texts.Bundle(("api.yaml", "components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/Nope'\n"));

        Finding finding = bundle.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("reference-unresolved");
        finding.Severity.ShouldBe(Severity.Error);
        finding.Source!.ToString().ShouldBe("api.yaml:4:13");
        finding.Pointer.ShouldBe("/components/schemas/A");
        finding.Fix!.ShouldContain("/components/schemas/Nope");
    }

    [Theory]
    [InlineData("https://example.com/common.yaml#/A", "reference-remote")]
    [InlineData("HTTP://example.com/common.yaml", "reference-remote")]
    [InlineData("//example.com/common.yaml", "reference-remote")]
    [InlineData("../../etc/passwd", "reference-outside")]
    [InlineData("a/../../x.yaml", "reference-outside")]
    [InlineData("%2e%2e/x.yaml", "reference-outside")]
    [InlineData("..\\x.yaml", "reference-outside")]
    [InlineData("/etc/passwd", "reference-outside")]
    [InlineData("file:///etc/passwd", "reference-outside")]
    [InlineData("C:/x.yaml", "reference-outside")]
    [InlineData("other.yaml", "reference-unresolved")]
    [InlineData("#nowhere", "reference-unresolved")]
    [InlineData("#/A/x%ZZ", "reference-unresolved")]
    public void Only_files_of_the_bundle_are_reached(string reference, string rule)
    {
        var asked = new List<string>();
        DocumentBundle bundle = DocumentBundle.Load("api.yaml", path =>
        {
            asked.Add(path);
            return path == "api.yaml" ? Texts.Utf8($"A:\n  $ref: '{reference}'\n") : (ReadOnlyMemory<byte>?)null;
        });

        bundle.Findings.Short().ShouldBe([$"{rule} 2:9"]);
        asked.ShouldBe(rule == "reference-unresolved" && !reference.StartsWith('#') ? ["api.yaml", "other.yaml"] : ["api.yaml"]);
    }

    [Fact]
    public void References_are_decoded_and_followed_through_references()
    {
        DocumentBundle bundle = Texts.Bundle(("api.json", """
            {
              "paths": {
                "/a/{id}": {"get": {"responses": {"200": {"description": "ok"}}}},
                "/b": {"$ref": "#/paths/~1a~1%7Bid%7D"}
              },
              "components": {"responses": {
                "R": {"$ref": "#/paths/~1b/get/responses/200"},
                "S": {"$ref": "#/components/responses/R"}
              }}
            }
            """));

        bundle.Findings.ShouldBeEmpty();
        ResolvedNode named = bundle.Resolve(bundle.Root.Uri, "#/components/responses/S")!;
        named.Node["$ref"].ShouldNotBeNull();
        ResolvedNode end = bundle.Follow(named)!;
        end.Pointer.ShouldBe("/paths/~1a~1{id}/get/responses/200");
        end.Node["description"]!.Text.ShouldBe("ok");
        JsonPointer.Evaluate(bundle.Root.Root, end.Pointer).ShouldBeSameAs(end.Node);
    }

    [Fact]
    public void Circles_are_reported_and_do_not_hang()
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", "A:\n  $ref: '#/B'\nB:\n  $ref: '#/A'\nC:\n  $ref: '#/C/x'\n"));

        bundle.Findings.Short().ShouldBe(["reference-cycle 2:9", "reference-cycle 4:9", "reference-unresolved 6:9"]);
        bundle.Follow(bundle.Resolve(bundle.Root.Uri, "#/A")!).ShouldBeNull();
    }

    [Fact]
    public void Only_references_are_taken_for_references()
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", """
            components:
              schemas:
                A:
                  properties:
                    $ref: {type: string}
                    example: {$ref: '#/dangling1'}
                    default: {$ref: '#/dangling2'}
                  example: {$ref: '#/no1'}
                  default: {$ref: '#/no2'}
                  enum: [{$ref: '#/no3'}]
                  examples: [{$ref: '#/no4'}]
                  x-any: {$ref: '#/no5'}
                  properties2: {$ref: 12}
              examples:
                one: {value: {$ref: '#/no6'}}
                two: {$ref: '#/dangling3'}
              responses:
                default: {$ref: '#/dangling4'}
            """));

        bundle.Findings.Select(f => f.Message.Split('\'')[1]).Order().ShouldBe(["#/dangling1", "#/dangling2", "#/dangling3", "#/dangling4", "$ref"]);
    }

    [Fact]
    public void Anchors_and_identifiers_are_found()
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", """
            components:
              schemas:
                A: {$id: 'https://example.com/a', $defs: {B: {$anchor: b, type: string}}, items: {$ref: '#/$defs/B'}}
                C: {$ref: 'https://example.com/a#b'}
                D: {$ref: 'https://example.com/a#/$defs/B'}
                E: {$anchor: e}
                F: {$ref: '#e'}
            """));

        bundle.Findings.ShouldBeEmpty();
        bundle.Resolve(bundle.Root.Uri, "https://example.com/a#b")!.Pointer.ShouldBe("/components/schemas/A/$defs/B");
    }
}
