using System.Text;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Tests.Canonical.Conformance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Tests.Canonical;

/// <summary>The canonical entities, compiled from their schemas and descriptors.</summary>
public sealed class CanonicalModelTests
{
    [Fact]
    public void The_repositorys_entities_are_compiled_with_all_their_types()
    {
        CanonicalModel model = ConformanceText.RepositoryModel;

        model.Entities.Select(e => e.Name).ShouldBe(["customer", "inventory", "invoice", "order", "price", "product", "return", "shipment"]);
        CanonicalEntity order = model.Find("order").ShouldNotBeNull();
        (order.Owner, order.Version, order.SchemaFile).ShouldBe(("commerce-platform", 1, "order.schema.yaml"));
        CanonicalField lines = order.Type.Fields.Single(f => f.Name == "lines");
        lines.Type.Kind.ShouldBe(CanonicalKind.List);
        CanonicalField quantity = lines.Type.Items!.Fields.Single(f => f.Name == "quantity");
        (quantity.Path, quantity.Type.Kind, quantity.IsCore, quantity.IsAssigned).ShouldBe(("lines.quantity", CanonicalKind.Quantity, true, false));
        quantity.Synonyms.ShouldContain("qty");
        CanonicalType address = order.Type.Fields.Single(f => f.Name == "shipTo").Type;
        (address.Name, address.Kind, address.IsClosed).ShouldBe(("Address", CanonicalKind.Object, true));
        address.Fields.Single(f => f.Name == "postalCode").Synonyms.ShouldContain("zip", "a shared type has its words in its schema");
        order.Type.Fields.Single(f => f.Name == "status").ValueSynonyms["unfulfillable"].ShouldBe("rejected");
    }

    [Fact]
    public void Every_synonym_of_the_repository_means_one_field()
    {
        foreach (CanonicalEntity entity in ConformanceText.RepositoryModel.Entities)
            Unambiguous(entity.Name, entity.Type);
    }

    [Fact]
    public void Core_fields_of_the_descriptor_stand_for_those_of_the_schema()
    {
        CanonicalModel model = Model("type: object\nrequired: [id, name]\nproperties: {id: {type: string}, name: {type: string}, note: {type: string}}", spec => spec with { Core = ["note"] }, out _);

        model.Entities[0].Type.Fields.Where(f => f.IsCore).Select(f => f.Name).ShouldBe(["note"]);
    }

    [Fact]
    public void A_type_inside_itself_ends()
    {
        CanonicalModel model = Model("type: object\nproperties: {id: {type: string}, parent: {$ref: '#'}, children: {type: array, items: {$ref: '#'}}}", spec => spec, out _);

        model.Entities[0].Type.Fields.Select(f => f.Type.Kind).ShouldBe([CanonicalKind.Text, CanonicalKind.Any, CanonicalKind.List], ignoreOrder: false);
    }

    [Theory]
    [InlineData("type: string", "canonical-schema-not-an-object", 0)]
    [InlineData("type: object\nproperties: {total: {$ref: 'money.yaml#/$defs/Money'}}", "canonical-schema-reference", 1)]
    [InlineData("type: object\nproperties: {id: {type: string}}", "canonical-schema-field", 1)]
    public void What_cannot_be_compared_with_is_named(string schema, string rule, int entities)
    {
        CanonicalModel model = Model(schema, spec => rule == "canonical-schema-field" ? spec with { Identifiers = ["nummer"] } : spec, out string file);

        Finding finding = model.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe(rule);
        finding.Severity.ShouldBe(Severity.Error);
        finding.Source.ShouldNotBeNull().File.ShouldBe(file);
        model.Entities.Count.ShouldBe(entities);
    }

    private static void Unambiguous(string where, CanonicalType type)
    {
        IReadOnlyList<CanonicalField> fields = (type.Items ?? type).Fields;
        (string Word, string Field)[] words = [.. fields.SelectMany(f => f.Synonyms.Append(f.Name).Select(word => (word, f.Name)))];
        words.GroupBy(w => w.Word, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => $"{where}: {g.Key} means {string.Join(" and ", g.Select(w => w.Field))}").ShouldBeEmpty();
        foreach (CanonicalField field in fields)
            Unambiguous($"{where}.{field.Name}", field.Type);
    }

    private static CanonicalModel Model(string schema, Func<CanonicalEntitySpec, CanonicalEntitySpec> change, out string file)
    {
        file = "thing.schema.yaml";
        var descriptor = new CanonicalEntityDescriptor { Metadata = new DescriptorMetadata("thing"), Spec = change(new CanonicalEntitySpec("commerce", file)) };
        return CanonicalModel.From([(descriptor, DocumentBundle.FromBytes(file, Encoding.UTF8.GetBytes(schema)))]);
    }
}
