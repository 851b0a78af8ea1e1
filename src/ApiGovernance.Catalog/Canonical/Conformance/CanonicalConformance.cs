using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>
/// Compares the schemas of a contract that carry a canonical entity with the canonical model. Pure: the same contract and the same
/// model have the same report anywhere.
/// </summary>
public static class CanonicalConformance
{
    public static ConformanceReport Check(ApiContract contract, CanonicalModel model)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(model);
        var views = new SchemaViews(contract.Bundle);
        var sink = new ConformanceSink(contract);
        var uses = new SchemaUses(contract, views, new Recognition(model));
        IReadOnlyList<EntitySchema> found = uses.Find();
        if (uses.IsCut)
            ReportCut(sink, contract, views);
        foreach (EntitySchema schema in found)
        {
            if (schema.UnknownMark is { } mark)
                ReportUnknown(sink, schema, mark, model);
        }

        SchemaConformance[] schemas =
        [
            .. found.Where(s => s.Recognized is not null)
                .Select(s => new EntityComparison(contract, model, s, views, sink).Run())
                .OrderBy(s => s.Source?.File, StringComparer.Ordinal).ThenBy(s => s.Source?.Line).ThenBy(s => s.Source?.Column),
        ];
        return new ConformanceReport
        {
            Score = schemas.Length == 0 ? null : SchemaConformance.ScoreOf(schemas.SelectMany(s => s.Fields)),
            Schemas = schemas,
            OptedOut = [.. found.Where(s => s.IsOptedOut).Select(s => SchemaPlace.Describe(contract, s.Place)).Order(StringComparer.Ordinal)],
            Findings = sink.InOrder(),
        };
    }

    private static void ReportCut(ConformanceSink sink, ApiContract contract, SchemaViews views)
    {
        var root = new ResolvedNode(contract.Bundle.Root.Uri, "", contract.Root);
        sink.Add(
            ConformanceRules.NotChecked, new EntitySchema { Place = root, View = views.Of(root), Hint = "" }, root, "contract",
            "The schemas of this contract refer to each other too much to follow every use; some were not compared.", null, null,
            "Mark the schemas that carry an entity with `x-canonical`, and divide the contract.");
    }

    private static void ReportUnknown(ConformanceSink sink, EntitySchema schema, ResolvedNode mark, CanonicalModel model)
    {
        string written = mark.Node.AsString ?? "";
        string known = string.Join(", ", model.Entities.Select(e => e.Version == 1 ? e.Name : $"{e.Name}@{e.Version}"));
        string message = model.Find(written.Split('@')[0]) is { } entity
            ? $"`x-canonical: {written}` names another version of `{entity.Name}` than the catalog has ({entity.Version}); nothing was compared."
            : written.Length == 0 ? "`x-canonical` is no text; nothing was compared." : $"The catalog has no canonical entity `{written}`; nothing was compared.";
        string fix = known.Length == 0 ? ConformanceRules.UnknownEntity.Fix : $"Name one of {known}, or write `x-canonical: none`.";
        sink.Add(ConformanceRules.UnknownEntity, schema, mark, written, message, known, written, fix);
    }
}
