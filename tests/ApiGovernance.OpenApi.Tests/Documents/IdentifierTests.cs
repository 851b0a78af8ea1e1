using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary><c>$id</c>, anchors, <c>$dynamicRef</c> and <c>$self</c>: what changes the base of references and what they may name.</summary>
public sealed class IdentifierTests
{
    [Fact]
    public void References_below_an_id_are_relative_to_it_also_when_they_are_followed()
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", """
            openapi: 3.1.0
            components:
              schemas:
                A:
                  $id: https://example.com/schemas/a
                  $defs: {B: {type: string}}
                  items: {$ref: '#/$defs/B'}
                  contains: {$ref: b}
                B: {$id: https://example.com/schemas/b, type: integer}
            """));

        bundle.Findings.ShouldBeEmpty();
        ResolvedNode a = bundle.Resolve(bundle.Root.Uri, "#/components/schemas/A")!;
        bundle.BaseOf(a).ShouldBe("https://example.com/schemas/a");
        bundle.Follow(a.Member("items")!)!.Pointer.ShouldBe("/components/schemas/A/$defs/B");
        bundle.Follow(a.Member("contains")!)!.Pointer.ShouldBe("/components/schemas/B");
    }

    [Fact]
    public void Ids_nest_and_may_be_relative()
    {
        DocumentBundle bundle = Texts.Bundle(
            ("a.yaml", """
            openapi: 3.1.0
            components:
              schemas:
                Outer:
                  $id: schemas/outer.json
                  properties:
                    inner: {$id: inner.json, $anchor: here, properties: {again: {$ref: outer.json}, self: {$ref: '#here'}}}
                User: {$ref: 'schemas/inner.json#here'}
            """));

        bundle.Findings.ShouldBeEmpty();
        ResolvedNode inner = bundle.Follow(bundle.Resolve(bundle.Root.Uri, "#/components/schemas/User")!)!;
        inner.Pointer.ShouldBe("/components/schemas/Outer/properties/inner");
        bundle.Follow(inner.Member("properties")!.Member("again")!)!.Pointer.ShouldBe("/components/schemas/Outer");
        bundle.Follow(inner.Member("properties")!.Member("self")!)!.Pointer.ShouldBe(inner.Pointer);
    }

    [Theory]
    [InlineData("3.0.3", "reference-unresolved 4:77")]
    [InlineData("3.1.0", "reference-unresolved 5:19")]
    public void In_3_0_an_id_changes_nothing(string version, string expected)
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", "openapi: " + version + """

            components:
              schemas:
                A: {$id: 'https://example.com/a', $defs: {B: {type: string}}, y: {$ref: '#/$defs/B'},
                    z: {$ref: '#/components'}}
            """));

        bundle.Findings.Short().ShouldBe([expected]);
    }

    [Fact]
    public void A_schema_file_with_an_id_finds_its_neighbours_by_its_own_address()
    {
        DocumentBundle bundle = Texts.Bundle(
            ("api.yaml", "openapi: 3.1.0\ncomponents: {schemas: {Order: {$ref: 'schemas/order.json'}}}\n"),
            ("schemas/order.json", """{"$id": "https://example.com/s/order.json", "properties": {"a": {"$ref": "address.json#/$defs/Zip"}, "m": {"$ref": "money.json"}}}"""),
            ("schemas/address.json", """{"$id": "https://example.com/s/address.json", "$defs": {"Zip": {"type": "string"}}}"""),
            ("schemas/money.json", """{"type": "number"}"""));

        bundle.Findings.ShouldBeEmpty();
        ResolvedNode properties = bundle.Follow(bundle.Resolve(bundle.Root.Uri, "#/components/schemas/Order")!)!.Member("properties")!;
        bundle.Follow(properties.Member("a")!)!.ShouldSatisfyAllConditions(
            zip => zip.DocumentUri.ShouldBe("contract:///schemas/address.json"), zip => zip.Pointer.ShouldBe("/$defs/Zip"));
        bundle.Follow(properties.Member("m")!)!.DocumentUri.ShouldBe("contract:///schemas/money.json");
    }

    [Fact]
    public void Self_is_the_base_of_a_3_2_description()
    {
        DocumentBundle bundle = Texts.Bundle(
            ("api/openapi.yaml", """
            openapi: 3.2.0
            $self: https://example.com/apis/orders/openapi.yaml
            components:
              schemas:
                Money: {$ref: ../common/types.yaml#/Money}
                Again: {$ref: 'https://example.com/apis/orders/openapi.yaml#/components/schemas/Money'}
            """),
            ("common/types.yaml", "Money: {type: number}"));

        bundle.Findings.ShouldBeEmpty();
        ResolvedNode money = bundle.Follow(bundle.Resolve(bundle.Root.Uri, "#/components/schemas/Again")!)!;
        (money.DocumentUri, money.Pointer).ShouldBe(("contract:///common/types.yaml", "/Money"));
        Texts.Bundle(("a.yaml", "openapi: 3.1.0\n$self: https://example.com/a\nx: {$ref: 'https://example.com/a'}\n")).Findings.Short()
            .ShouldBe(["reference-remote 3:11"]);
    }

    [Fact]
    public void Dynamic_references_and_anchors_are_looked_up()
    {
        DocumentBundle bundle = Texts.Bundle(("a.yaml", """
            openapi: 3.1.0
            components:
              schemas:
                Tree: {$id: 'https://example.com/tree', $dynamicAnchor: node, properties: {children: {items: {$dynamicRef: '#node'}}}}
                Lost: {$dynamicRef: '#nowhere'}
                Twice: {$anchor: t, items: {$anchor: t}}
                Same: {$id: 'https://example.com/tree'}
            """));

        bundle.Findings.Short().ShouldBe(["reference-unresolved 5:25", "reference-duplicate-id 7:17", "reference-duplicate-anchor 6:42"]);
        bundle.Resolve("https://example.com/tree", "#node")!.Pointer.ShouldBe("/components/schemas/Tree");
    }

    [Fact]
    public void Nothing_is_fetched_without_leave_and_once_with_it()
    {
        (string, string)[] files = [("api.yaml", """
            openapi: 3.1.0
            components:
              schemas:
                A: {$ref: 'https://example.com/common/a.json'}
                B: {$ref: 'HTTPS://Example.com/common/a.json#/$defs/X'}
                C: {$ref: 'ftp://example.com/c.json'}
            """)];
        Texts.Bundle(files).Findings.Short().ShouldBe(["reference-remote 4:15", "reference-remote 5:15", "reference-remote 6:15"]);

        var asked = new List<string>();
        var remote = new RemoteDocuments(address =>
        {
            asked.Add(address.AbsoluteUri);
            return address.AbsolutePath switch
            {
                "/common/a.json" => Texts.Utf8("""{"$defs": {"X": {"$ref": "b.json"}}}"""),
                "/common/b.json" => Texts.Utf8("""{"type": "string"}"""),
                _ => null,
            };
        });
        DocumentBundle bundle = DocumentBundle.Load("api.yaml", path => path == "api.yaml" ? Texts.Utf8(files[0].Item2) : null, remote: remote);

        bundle.Findings.Short().ShouldBe(["reference-remote 6:15"]);
        asked.ShouldBe(["https://example.com/common/a.json", "https://example.com/common/b.json"]);
        bundle.Follow(bundle.Resolve(bundle.Root.Uri, "#/components/schemas/B")!)!.Node["type"]!.Text.ShouldBe("string");
        DocumentBundle single = DocumentBundle.FromBytes("single.json", bundle.ToSingleDocument());
        single.Findings.Short().Length.ShouldBe(1);
        single.Follow(single.Resolve(single.Root.Uri, "#/components/schemas/B")!)!.Node["type"]!.Text.ShouldBe("string");
    }
}
