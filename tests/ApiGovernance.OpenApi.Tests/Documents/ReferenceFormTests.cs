using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class ReferenceFormTests
{
    [Theory]
    [InlineData("#/paths/~1a~1%7Bid%7D/get", "/paths/~1a~1{id}/get")]
    [InlineData("#/paths/%7E1a%7E1%7Bid%7D/get", "/paths/~1a~1{id}/get")]
    [InlineData("#%2Fpaths%2F~1a~1{id}%2Fget", "/paths/~1a~1{id}/get")]
    [InlineData("#/components/schemas/a~0b", "/components/schemas/a~0b")]
    [InlineData("#/components/schemas/a~01b", "/components/schemas/a~01b")]
    [InlineData("#/components/schemas/Gr%C3%BC%C3%9Fe%20dich", "/components/schemas/Grüße dich")]
    [InlineData("#/components/schemas/", "/components/schemas/")]
    [InlineData("#/list/1/x", "/list/1/x")]
    [InlineData("#", "")]
    [InlineData("", "")]
    [InlineData("#/list/01/x", null)]
    [InlineData("#/list/-", null)]
    [InlineData("#/components/schemas/A~0B", null)]
    [InlineData("#/Paths", null)]
    public void Pointers_are_decoded_as_RFC_6901_says(string reference, string? pointer)
    {
        DocumentBundle bundle = Texts.Bundle(("a.json", """
            {"paths": {"/a/{id}": {"get": {}}}, "list": [0, {"x": 1}],
             "components": {"schemas": {"a~b": {}, "a~1b": {}, "Grüße dich": {}, "": {}}}}
            """));

        bundle.Resolve(bundle.Root.Uri, reference)?.Pointer.ShouldBe(pointer);
        (bundle.Resolve(bundle.Root.Uri, reference) is null).ShouldBe(pointer is null);
    }

    [Theory]
    [InlineData("a%20b.yaml", "a b.yaml")]
    [InlineData("./x/../a%20b.yaml", "a b.yaml")]
    [InlineData("c%23d.yaml", "c#d.yaml")]
    [InlineData("e/%66.yaml", "e/f.yaml")]
    [InlineData("E/f.yaml", null)]
    [InlineData("e%2Ff.yaml", null)]
    [InlineData("e%5Cf.yaml", null)]
    public void File_names_are_taken_apart_before_they_are_decoded(string reference, string? file)
    {
        DocumentBundle bundle = Texts.Bundle(
            ("root.yaml", $"x: {{$ref: '{reference}'}}"), ("a b.yaml", "{}"), ("c#d.yaml", "{}"), ("e/f.yaml", "{}"));

        bundle.Documents.Values.Where(d => d != bundle.Root).Select(d => d.Path).ShouldBe(file is null ? [] : [file]);
        bundle.Findings.Count.ShouldBe(file is null ? 1 : 0);
    }

    [Theory]
    [InlineData("#/components/schemas/order", "Write 'Order' instead of 'order'")]
    [InlineData("#/components/schema/Order", "Write 'schemas' instead of 'schema'")]
    [InlineData("#/components/schemas/Invoice", "Define '/components/schemas/Invoice'")]
    public void Advice_names_what_may_have_been_meant(string reference, string fix)
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", $"components: {{schemas: {{Order: {{}}, X: {{$ref: '{reference}'}}}}}}"));

        bundle.Findings.ShouldHaveSingleItem().Fix!.ShouldStartWith(fix);
    }

    [Theory]
    [InlineData("swagger: '2.0'", 1)]
    [InlineData("openapi: 3.0.3", 1)]
    [InlineData("openapi: 3.1.0", 0)]
    public void Siblings_are_hidden_before_3_1_but_never_in_path_items(string head, int hidden)
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", head + """

            paths:
              /a: {$ref: '#/paths/~1b', parameters: [{$ref: '#/no1'}]}
              /b: {get: {}}
            definitions:
              A: {$ref: '#/definitions/B', description: fine, allOf: [{$ref: '#/no2'}]}
              B: {}
            """));

        Finding[] siblings = [.. bundle.Findings.Where(f => f.RuleId == "reference-siblings-ignored")];
        siblings.Select(f => $"{f.Severity} {f.Source!.Line}:{f.Source.Column}").ShouldBe(Enumerable.Repeat("Info 6:51", hidden));
        bundle.Findings.Where(f => f.RuleId == "reference-unresolved").Select(f => f.Message.Split('\'')[1]).ShouldBe(hidden == 1 ? ["#/no1"] : ["#/no1", "#/no2"]);
    }

    [Fact]
    public void Mappings_links_and_security_are_references_too()
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", """
            openapi: 3.2.0
            components:
              schemas:
                Cat: {}
                dog.json: {}
                Pet: {discriminator: {propertyName: k, defaultMapping: '#/lost1', mapping: {a: Cat, b: dog.json, c: '#/components/schemas/Cat', d: lost2.json}}}
              links:
                L: {operationRef: '#/paths/~1lost3', parameters: {x: {$ref: '#/data'}}}
            security:
            - {'#/lost4': [], named: []}
            """));

        bundle.Findings.Select(f => $"{f.Severity} {f.RuleId} {f.Message.Split('\'')[1]} {f.Source!.Line}:{f.Source.Column}").ShouldBe(
        [
            "Error reference-unresolved #/lost1 6:60",
            "Error reference-unresolved lost2.json 6:136",
            "Warning reference-unresolved #/paths/~1lost3 8:23",
            "Error reference-unresolved #/lost4 10:4",
        ]);
        ResolvedNode pet = bundle.Resolve(bundle.Root.Uri, "#/components/schemas/Pet/discriminator")!;
        bundle.ResolveMapping(pet, "dog.json")!.Pointer.ShouldBe("/components/schemas/dog.json");
        bundle.ResolveMapping(pet, "#/components/schemas/Cat")!.Pointer.ShouldBe("/components/schemas/Cat");
        bundle.ResolveMapping(pet, "Mouse").ShouldBeNull();
    }

    [Fact]
    public void Chains_and_numbers_of_references_are_bounded()
    {
        string chain = string.Concat(Enumerable.Range(0, 70).Select(i => $"S{i}: {{$ref: '#/S{i + 1}'}}\n")) + "S70: {type: string}\n";

        Texts.Bundle(("a.yaml", chain)).Findings.ShouldContain(f => f.RuleId == "reference-chain" && f.Source!.Line == 1);
        DocumentBundle few = DocumentBundle.FromBytes("a.yaml", Texts.Utf8(chain), new ReadLimits { MaxReferences = 10 });
        few.Findings.Short().ShouldBe(["document-too-many-references 1:1"]);
        few.Root.IsReadable.ShouldBeFalse();
        DocumentBundle.FromBytes("a.yaml", Texts.Utf8(chain), new ReadLimits { MaxReferenceHops = 80 }).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_that_is_no_string_is_told()
    {
        Texts.Bundle(("a.yaml", "components: {schemas: {A: {$ref: 12}, B: {properties: {$ref: {type: string}}}}}")).Findings.Short()
            .ShouldBe(["reference-not-a-string 1:34"]);
    }
}
