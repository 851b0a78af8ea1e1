using System.Globalization;
using System.Text;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>What holds for every report: it is the same each time, its fingerprints outlive moved lines, and it is quick.</summary>
public sealed class ConformanceQualityTests
{
    private static string Intake => File.ReadAllText(RepositoryPaths.At("catalog/apis/order-intake/v1/openapi.yaml"));

    [Fact]
    public void The_same_contract_has_the_same_report()
    {
        string first = ConformanceText.Of(Check(Intake));

        Enumerable.Range(0, 3).Select(_ => ConformanceText.Of(Check(Intake))).ShouldAllBe(text => text == first);
    }

    [Fact]
    public void The_order_in_which_entities_are_given_does_not_matter()
    {
        CatalogFolderContent catalog = CatalogFolder.Load(RepositoryPaths.At("catalog"));
        CanonicalModel reversed = CanonicalModel.From(
            catalog.Of<CanonicalEntityDescriptor>().OrderByDescending(d => d.Name, StringComparer.Ordinal).Select(d => (d, catalog.Schemas[d.Name])));

        ConformanceText.Of(CanonicalConformance.Check(ConformanceText.Contract(Intake), reversed)).ShouldBe(ConformanceText.Of(Check(Intake)));
    }

    [Fact]
    public void Fingerprints_outlive_moved_lines_and_reordered_operations()
    {
        string moved = "# A line more.\n" + Intake.Replace("paths:\n", "\n\npaths:\n  /ping:\n    get:\n      responses:\n        '204': {description: Well.}\n", StringComparison.Ordinal);

        string[] before = [.. Check(Intake).Findings.Select(f => f.Fingerprint)];
        before.ShouldNotBeEmpty();
        before.ShouldBeUnique();
        Check(moved).Findings.Select(f => f.Fingerprint).ShouldBe(before);
        Check(moved).Findings[0].Source!.Line.ShouldBeGreaterThan(Check(Intake).Findings[0].Source!.Line);
    }

    [Fact]
    public void A_finding_shows_both_sides_and_where()
    {
        Finding finding = Check(Intake).Findings.Single(f => f.RuleId == "canonical-quantity-unit");

        finding.Kind.ShouldBe(FindingKind.Conformance);
        finding.Severity.ShouldBe(Severity.Warning, "the schema is recognised and does not say that it is an order");
        finding.Pointer.ShouldBe("/components/schemas/OrderLine/properties/quantity");
        finding.Source.ShouldNotBeNull().Line.ShouldBeGreaterThan(1);
        finding.Before.ShouldBe("lines.quantity: Quantity");
        finding.After.ShouldBe("a whole number");
        finding.Fix.ShouldNotBeNull().ShouldContain("{value, unit}");
        finding.Operation.ShouldBe("POST /orders");
    }

    [Fact]
    public void The_score_is_recomputed_from_the_evidence()
    {
        ConformanceReport report = Check(Intake);
        FieldConformance[] fields = [.. report.Schemas.SelectMany(s => s.Fields)];

        report.Score.ShouldBe(fields.Sum(f => f.Credit * (f.IsCore ? 2 : 1)) / fields.Sum(f => f.IsCore ? 2 : 1));
        foreach (FieldConformance field in fields)
        {
            ConformanceRule[] broken = [.. field.Rules.Select(id => ConformanceRules.All.Single(rule => rule.Id == id))];
            field.Credit.ShouldBe(broken.Select(rule => rule.Credit).DefaultIfEmpty(100).Min(), field.Field);
        }
    }

    [Fact]
    public void A_schema_in_its_own_file_is_compared_where_it_stands()
    {
        DocumentBundle bundle = DocumentBundle.Load("openapi.yaml", path => path switch
        {
            "openapi.yaml" => Bytes("""
                openapi: 3.1.0
                info: {title: Case, version: 1.0.0}
                paths:
                  /orders: {get: {responses: {'200': {description: They., content: {application/json: {schema: {$ref: models/order.yaml}}}}}}}
                """),
            "models/order.yaml" => Bytes("""
                x-canonical: order
                type: object
                properties: {total: {type: number}}
                """),
            _ => null,
        });
        ConformanceReport report = CanonicalConformance.Check(ContractReader.Read(bundle).Contract.ShouldNotBeNull(), ConformanceText.SmallModel);

        report.Findings.Single(f => f.RuleId == "canonical-money-float").Source!.ToString().ShouldBe("models/order.yaml:3:14");
    }

    [Fact]
    public void A_copy_of_the_canonical_files_conforms()
    {
        string canonical = Path.Combine(ConformanceText.Folder, "SmallCatalog", "canonical");
        DocumentBundle bundle = DocumentBundle.Load("openapi.yaml", path => path == "openapi.yaml"
            ? Bytes("""
                openapi: 3.1.0
                info: {title: Case, version: 1.0.0}
                paths:
                  /orders: {get: {responses: {'200': {description: They., content: {application/json: {schema: {$ref: order.schema.yaml}}}}}}}
                """)
            : File.ReadAllBytes(Path.Combine(canonical, path)));
        ConformanceReport report = CanonicalConformance.Check(ContractReader.Read(bundle).Contract.ShouldNotBeNull(), ConformanceText.SmallModel);

        SchemaConformance schema = report.Schemas.ShouldHaveSingleItem();
        schema.Sign.ShouldBe(RecognitionSign.Reference);
        report.Score.ShouldBe(100);
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_thousand_schemas_the_two_hundred_orders_are_found() =>
        CanonicalConformance.Check(ConformanceText.Contract(Large(1000)), ConformanceText.RepositoryModel).Schemas.Count.ShouldBe(200);

    [Theory]
    [InlineData("allOf")]
    [InlineData("oneOf")]
    public void Parts_of_parts_are_not_counted_in_powers(string keyword)
    {
        StringBuilder text = new("openapi: 3.1.0\ninfo: {title: Deep, version: 1.0.0}\npaths: {}\ncomponents:\n  schemas:\n    Order: {x-canonical: order, $ref: '#/components/schemas/P0'}\n");
        for (int i = 0; i < 60; i++)
            text.Append(CultureInfo.InvariantCulture, $"    P{i}: {{{keyword}: [{{$ref: '#/components/schemas/P{i + 1}'}}, {{allOf: [{{$ref: '#/components/schemas/P{i + 1}'}}]}}]}}\n");
        text.Append("    P60: {type: object, properties: {id: {type: string}}}\n");

        ConformanceReport report = CanonicalConformance.Check(ConformanceText.Contract(text.ToString()), ConformanceText.SmallModel);

        // Deeper than anybody nests: what was not seen is not passed.
        report.Findings.Where(f => f.Severity == Severity.Error).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_too_entangled_is_said()
    {
        StringBuilder text = new("openapi: 3.1.0\ninfo: {title: Entangled, version: 1.0.0}\npaths:\n");
        for (int i = 0; i < 400; i++)
            text.Append(CultureInfo.InvariantCulture, $"  /p{i}: {{get: {{responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/S{i % 300}'}}}}}}}}}}}}}}\n");
        string all = string.Join(", ", Enumerable.Range(0, 300).Select(i => $"p{i}: {{$ref: '#/components/schemas/S{i}'}}"));
        text.Append("components:\n  schemas:\n");
        for (int i = 0; i < 300; i++)
            text.Append(CultureInfo.InvariantCulture, $"    S{i}: {{type: object, properties: {{{all}}}}}\n");

        Finding finding = CanonicalConformance.Check(ConformanceText.Contract(text.ToString()), ConformanceText.SmallModel).Findings.ShouldHaveSingleItem();

        finding.RuleId.ShouldBe("canonical-not-checked");
        finding.Severity.ShouldBe(Severity.Error);
    }

    /// <summary>Every fifth schema is an order; each operation gives five.</summary>
    private static string Large(int schemas)
    {
        StringBuilder text = new("openapi: 3.1.0\ninfo: {title: Large, version: 1.0.0}\npaths:\n");
        for (int i = 0; i < schemas; i += 5)
        {
            text.Append(CultureInfo.InvariantCulture, $"  /things{i}:\n    get:\n      responses:\n        '200':\n          description: They.\n");
            text.Append("          content:\n            application/json:\n              schema:\n                type: object\n                properties:\n");
            for (int j = i; j < i + 5; j++)
                text.Append(CultureInfo.InvariantCulture, $"                  thing{j}: {{$ref: '#/components/schemas/{NameOf(j)}'}}\n");
        }

        text.Append("components:\n  schemas:\n");
        for (int i = 0; i < schemas; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {NameOf(i)}:\n      type: object\n      properties:\n");
            string[] names = i % 5 == 0
                ? ["id", "order_number", "orderDate", "customerId", "status", "lineItems", "grandTotal", "shippingAddress", "notes", "createdAt"]
                : [.. Enumerable.Range(0, 20).Select(n => $"field{n}OfThing")];
            foreach (string name in names)
                text.Append(CultureInfo.InvariantCulture, $"        {name}: {{type: string, maxLength: {i + 1}}}\n");
        }

        return text.ToString();
    }

    private static string NameOf(int i) => i % 5 == 0 ? $"Shop{i}Order" : $"Thing{i}";

    private static ConformanceReport Check(string text) => CanonicalConformance.Check(ConformanceText.Contract(text), ConformanceText.RepositoryModel);

    private static ReadOnlyMemory<byte>? Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
