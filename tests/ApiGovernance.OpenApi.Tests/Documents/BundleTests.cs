using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class BundleTests
{
    private const string Root = """
        openapi: 3.1.0
        info: {title: Orders, version: 1.0.0}
        paths:
          /orders/{id}:
            $ref: paths/order.yaml
        components:
          schemas:
            Local: {type: string}
        """;

    private const string Order = """
        parameters:
        - {name: id, in: path, required: true, schema: {$ref: '../schemas.yaml#/Order%20Id'}}
        get:
          operationId: getOrder
          responses:
            200:
              description: ok
              content:
                application/json:
                  schema: {$ref: '../schemas.yaml#/Order'}
        """;

    private const string Schemas = """
        Order Id: {$ref: '#/Text'}
        Text: {type: string}
        Order:
          properties:
            id: {$ref: '#/Order%20Id'}
            local: {$ref: 'api.yaml#/components/schemas/Local'}
        """;

    private static DocumentBundle Three() => Texts.Bundle(("api.yaml", Root), ("paths/order.yaml", Order), ("schemas.yaml", Schemas));

    [Fact]
    public void Files_are_read_through_relative_references()
    {
        DocumentBundle bundle = Three();

        bundle.Findings.ShouldBeEmpty();
        bundle.Documents.Keys.Order().ShouldBe(["contract:///api.yaml", "contract:///paths/order.yaml", "contract:///schemas.yaml"]);
        ApiOperation operation = ContractReader.Read(bundle).Contract!.Operations.ShouldHaveSingleItem();
        operation.ToString().ShouldBe("GET /orders/{id}");
        SchemaReference schema = operation.Parameters.ShouldHaveSingleItem().Schema!;
        schema.DocumentUri.ShouldBe("contract:///paths/order.yaml");
        schema.Pointer.ShouldBe("/parameters/0/schema");
        bundle.Follow(bundle.Resolve(schema.DocumentUri, schema.Node["$ref"]!.Text!)!)!.Pointer.ShouldBe("/Text");
    }

    [Fact]
    public void A_bundle_becomes_one_document_that_means_the_same()
    {
        byte[] single = Three().ToSingleDocument();

        DocumentBundle read = DocumentBundle.FromBytes("single.json", single);
        read.Findings.ShouldBeEmpty();
        ContractReadResult result = ContractReader.Read(read);
        result.Findings.ShouldBeEmpty();
        ApiOperation operation = result.Contract!.Operations.ShouldHaveSingleItem();
        operation.OperationId.ShouldBe("getOrder");
        SchemaReference schema = operation.Responses[0].Content[0].Schema!;
        ResolvedNode order = read.Follow(read.Resolve(schema.DocumentUri, schema.Node["$ref"]!.Text!)!)!;
        ResolvedNode local = read.Follow(order.Member("properties")!.Member("local")!)!;
        local.Pointer.ShouldBe("/components/schemas/Local");
        read.Follow(order.Member("properties")!.Member("id")!)!.Node["type"]!.Text.ShouldBe("string");
        Three().ToSingleDocument().ShouldBe(single);
    }

    [Fact]
    public void The_flattened_text_is_the_approved_one() => Golden.Match(Encoding.UTF8.GetString(Three().ToSingleDocument()), "flattened-bundle");

    [Fact]
    public void A_single_file_is_written_as_it_is() =>
        Encoding.UTF8.GetString(Texts.Bundle(("a.yaml", "a: {b: [1.0, x]}")).ToSingleDocument()).ShouldBe("""{"a":{"b":[1.0,"x"]}}""");

    [Fact]
    public void Files_on_disk_are_read_below_the_folder_only()
    {
        using var folder = new TempFolder();
        folder.Write("secret.yaml", "Secret: {type: string}");
        string path = folder.Write("api/openapi.yaml", "A: {$ref: 'parts/a.yaml'}\nB: {$ref: '../secret.yaml#/Secret'}\nC: {$ref: 'link.yaml#/Secret'}\n");
        folder.Write("api/parts/a.yaml", "type: [\n");
        File.CreateSymbolicLink(folder["api/link.yaml"], folder["secret.yaml"]);

        DocumentBundle bundle = DocumentBundle.FromFile(path);

        bundle.Documents.Keys.Order().ShouldBe(["contract:///openapi.yaml", "contract:///parts/a.yaml"]);
        bundle.Root.Path.ShouldBe(path);
        bundle.Findings.Select(f => f.RuleId).ShouldBe(
            ["document-syntax", "reference-unresolved", "reference-outside", "reference-unresolved"]);
        bundle.Findings[0].Source!.File.ShouldBe(Path.Combine(folder.Path, "api/parts/a.yaml"));
        DocumentBundle.FromFile(path, rootFolder: folder.Path).Resolve("contract:///api/openapi.yaml", "../secret.yaml#/Secret").ShouldNotBeNull();
    }

    [Fact]
    public void A_missing_file_is_a_finding()
    {
        ContractReadResult result = ContractReader.FromFile("/nowhere/api.yaml");

        result.IsFatal.ShouldBeTrue();
        result.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("document-not-found");
        result.Findings[0].Message.ShouldContain("/nowhere/api.yaml");
    }

    [Fact]
    public void The_number_of_files_is_bounded()
    {
        int opened = 0;
        DocumentBundle bundle = DocumentBundle.Load(
            "0",
            path =>
            {
                opened++;
                return Texts.Utf8($"A: {{$ref: '{int.Parse(path) + 1}'}}");
            },
            new ReadLimits { MaxFiles = 5 });

        opened.ShouldBeLessThan(10);
        bundle.Findings.ShouldContain(f => f.RuleId == "document-too-large");
    }
}
