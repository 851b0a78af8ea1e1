using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>One document means what its files meant: each reference leads to an equal value before and after.</summary>
public sealed class FlatteningTests
{
    [Fact]
    public void References_by_id_anchor_and_file_lead_to_the_same_values()
    {
        DocumentBundle bundle = Texts.Bundle(
            ("api.yaml", """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            components:
              schemas:
                ById: {$ref: 'https://example.com/s/order.json'}
                ByFile: {$ref: 'schemas/order.json#/properties/note'}
                ByAnchor: {$ref: 'schemas/plain.yaml#money'}
                Pet: {discriminator: {propertyName: k, mapping: {a: ById, b: 'schemas/plain.yaml#/Cat'}}}
                Loose: {$ref: 'schemas/loose.json'}
                Relative: {$ref: 'schemas/relative.json'}
              links:
                L: {operationRef: 'schemas/plain.yaml#/get'}
            """),
            ("schemas/order.json", """
            {"$id": "https://example.com/s/order.json", "$anchor": "o", "properties": {
              "note": {"title": "note"}, "self": {"$ref": "#o"}, "line": {"$ref": "#/$defs/Line"}, "other": {"$ref": "line.json"}},
             "$defs": {"Line": {"title": "line"}}}
            """),
            ("schemas/line.json", """{"$id": "https://example.com/s/line.json", "title": "other line"}"""),
            ("schemas/plain.yaml", "Money: {$anchor: money, title: money}\nCat: {title: cat}\nget: {operationId: got}\n"),
            ("schemas/loose.json", """
            {"$id": "https://example.com/s/loose.json", "$anchor": "l", "title": "loose",
             "properties": {"plain": {"$ref": "plain.yaml#/Cat"}, "self": {"$ref": "#l"}}}
            """),
            ("schemas/relative.json", """{"$id": "renamed.json", "title": "relative", "properties": {"self": {"$ref": "renamed.json"}, "here": {"$ref": "#/properties/self"}}}"""));
        bundle.Findings.ShouldBeEmpty();

        DocumentBundle single = DocumentBundle.FromBytes("other-name.json", bundle.ToSingleDocument());

        single.Findings.ShouldBeEmpty();
        Ends(single, "").ShouldBe(Ends(bundle, ""));
        Ends(bundle, "").Length.ShouldBe(14);
        single.ToSingleDocument().ShouldBe(bundle.ToSingleDocument());
    }

    [Fact]
    public void A_name_that_is_a_file_in_a_security_requirement_is_rewritten()
    {
        DocumentBundle bundle = Texts.Bundle(
            ("api.yaml", "openapi: 3.2.0\nsecurity: [{'login.yaml#/Login': [read], other: []}]\n"), ("login.yaml", "Login: {type: http}\n"));

        Encoding.UTF8.GetString(bundle.ToSingleDocument()).ShouldBe(
            """{"openapi":"3.2.0","security":[{"#/x-apigov-bundled/1/Login":["read"],"other":[]}],"x-apigov-bundled":{"1":{"Login":{"type":"http"}}}}""");
    }

    [Fact]
    public void What_was_bundled_before_stays()
    {
        DocumentBundle bundle = Texts.Bundle(
            ("api.yaml", "a: {$ref: '#/x-apigov-bundled/1'}\nb: {$ref: 'b.yaml'}\nx-apigov-bundled: {'1': {title: before}}\n"), ("b.yaml", "title: after\n"));

        Encoding.UTF8.GetString(bundle.ToSingleDocument()).ShouldBe(
            """{"a":{"$ref":"#/x-apigov-bundled/1"},"b":{"$ref":"#/x-apigov-bundled/2"},"x-apigov-bundled":{"1":{"title":"before"},"2":{"title":"after"}}}""");
    }

    /// <summary>Where each reference ends, as the title (or what else tells it) of the value there.</summary>
    private static string[] Ends(DocumentBundle bundle, string pointer) =>
    [
        .. bundle.DocumentsInOrder.SelectMany(document => bundle.IndexOf(document).References).Select(reference =>
            reference.Use == ReferenceUse.Mapping && bundle.NamedSchema(reference.Value.Text!) is { } named ? named.Node
                : bundle.Follow(bundle.Resolve(reference.BaseUri, reference.Value.Text!)!)!.Node)
            .Select(node => pointer + (node["title"] ?? node["operationId"] ?? node["$id"] ?? node["$anchor"])?.Text).Order(StringComparer.Ordinal),
    ];
}
