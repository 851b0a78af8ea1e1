using ApiGovernance.Diff.Tests.Published;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

using static ApiGovernance.Diff.Tests.Events.EventContracts;

namespace ApiGovernance.Diff.Tests.Events;

public sealed class SchemaDiffTests
{
    private const string Order = """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "OrderCreated",
          "type": "object",
          "required": ["id"],
          "properties": { "id": { "type": "string" }, "lines": { "type": "array", "items": { "$ref": "#/definitions/Line" } } },
          "definitions": { "Line": { "type": "object", "properties": { "count": { "type": "integer", "exclusiveMinimum": 0 } } } }
        }
        """;

    [Theory]
    [InlineData(EventView.Consumers, "I:response-property-became-required", "E:response-property-became-optional")]
    [InlineData(EventView.Producers, "E:request-property-became-required", "I:request-property-became-optional")]
    [InlineData(EventView.Both, "E:request-property-became-required I:response-property-became-required", "E:response-property-became-optional I:request-property-became-optional")]
    public void Readers_fear_what_is_wider_and_writers_what_is_narrower(EventView view, string narrower, string wider)
    {
        string strict = With(Order, "[\"id\"]", "[\"id\", \"lines\"]");
        Ids(CompareSchemas(Order, strict, view)).ShouldBe(narrower.Split(' '));
        Ids(CompareSchemas(strict, Order, view)).ShouldBe(wider.Split(' '));
    }

    [Fact]
    public void The_witness_is_an_event()
    {
        Finding finding = CompareSchemas(Order, With(Order, "\"exclusiveMinimum\": 0", "\"exclusiveMinimum\": -2"), EventView.Consumers).Findings.ShouldHaveSingleItem();

        finding.Operation.ShouldBe("EVENT OrderCreated");
        finding.Message.ShouldContain("payload `lines[].count`");
        finding.Exchange.ShouldNotBeNull().RequestLine.ShouldBe("event OrderCreated");
        finding.Exchange!.Body.ShouldNotBeNull().ShouldMatch("^\\{\"id\":\".*\",\"lines\":\\[\\{\"count\":(0|-1)\\}\\]\\}$");
        finding.Exchange.Pointer.ShouldBe("/lines/0/count");
    }

    [Fact]
    public void The_same_schema_in_two_drafts_is_no_change()
    {
        string four = With(With(Order, "draft-07", "draft-04"), "\"exclusiveMinimum\": 0", "\"minimum\": 0, \"exclusiveMinimum\": true");
        string modern = With(With(With(Order, "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema"), "#/definitions/", "#/$defs/"), "\"definitions\"", "\"$defs\"");
        foreach (string other in new[] { four, modern })
        {
            DiffResult result = CompareSchemas(Order, other, EventView.Both);
            Ids(result).ShouldBeEmpty();
            result.Verdict.ShouldBe(DiffVerdict.Compatible);
        }
    }

    [Fact]
    public void What_stands_beside_a_reference_counts_where_the_draft_says_so()
    {
        const string seven = """{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"a": {"$ref": "#/definitions/A"}}, "definitions": {"A": {"type": "string"}}}""";
        string sibling = With(seven, "{\"$ref\": \"#/definitions/A\"}", "{\"$ref\": \"#/definitions/A\", \"maxLength\": 3}");
        Ids(CompareSchemas(sibling, seven, EventView.Consumers)).ShouldBeEmpty();
        Ids(CompareSchemas(With(sibling, "http://json-schema.org/draft-07/schema#", Modern), With(seven, "http://json-schema.org/draft-07/schema#", Modern), EventView.Consumers)).ShouldBe(["E:response-property-max-length-unset"]);
    }

    private const string Modern = "https://json-schema.org/draft/2020-12/schema";

    [Fact]
    public void An_unknown_meta_schema_is_undecided_with_its_place()
    {
        DiffResult result = CompareSchemas(Order, With(Order, "http://json-schema.org/draft-07/schema#", "https://example.com/mine"), EventView.Consumers);
        result.Verdict.ShouldBe(DiffVerdict.Undecided);
        Finding unjudged = result.NotCompared.ShouldHaveSingleItem();
        unjudged.Source.ShouldNotBeNull().Line.ShouldBe(2);
        unjudged.Message.ShouldContain("2020-12");
    }

    [Fact]
    public void A_collection_of_schemas_is_compared_by_name()
    {
        const string two = """{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"A": {"type": "string", "maxLength": 3}, "B": {"type": "string"}}}""";
        string one = With(two, ", \"B\": {\"type\": \"string\"}", "");
        Ids(CompareSchemas(two, one, EventView.Consumers)).ShouldBe(["E:event-definition-removed"]);
        Ids(CompareSchemas(one, two, EventView.Consumers)).ShouldBe(["I:event-definition-added"]);
        Ids(CompareSchemas(two, With(two, "3", "4"), EventView.Consumers)).ShouldBe(["E:response-body-max-length-increased"]);
    }

    [Fact]
    public void A_published_pair_of_event_schemas_has_the_approved_result()
    {
        const string pair = "e01-amazon-order-change-event";
        string folder = RepositoryPaths.RequireShared($"specs/pairs/{pair}");
        DiffResult result = SchemaDiff.Compare(DocumentBundle.FromFile(Path.Combine(folder, "old.schema.json")), DocumentBundle.FromFile(Path.Combine(folder, "new.schema.json")), EventView.Both, CompatibilityPolicy.Default);
        Golden.Match(ResultText.Of(result), pair);
    }

    [Fact]
    public void Every_published_event_schema_equals_itself()
    {
        string[] files = Directory.GetFiles(RepositoryPaths.RequireShared("specs/events"));
        files.Length.ShouldBeGreaterThan(5);
        foreach (string file in files)
        {
            DiffResult result = SchemaDiff.Compare(DocumentBundle.FromFile(file), DocumentBundle.FromFile(file), EventView.Both, CompatibilityPolicy.Default);
            result.Findings.Select(finding => $"{file}: {finding.Message}").ShouldBeEmpty();
            // One of them refers to a definition that it does not have; that is said, not passed over.
            if (file.Contains("ShipmentTracking", StringComparison.Ordinal))
            {
                result.NotCompared.ShouldNotBeEmpty();
                result.NotCompared.ShouldAllBe(finding => finding.Message.Contains("#/definitions/Notification", StringComparison.Ordinal));
                continue;
            }

            result.NotCompared.Select(finding => $"{file}: {finding.Message}").ShouldBeEmpty();
            result.RequiredBump.ShouldBe(VersionBump.None, file);
        }
    }
}
