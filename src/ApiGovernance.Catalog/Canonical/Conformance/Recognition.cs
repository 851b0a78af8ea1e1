using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>What a schema was found to carry.</summary>
internal sealed record Recognized(CanonicalEntity Entity, RecognitionSign Sign, double Confidence);

/// <summary>
/// Tells which entity a schema carries: what the author says counts, else its name and its fields. The thresholds stand in
/// docs/canonical-conformance.md.
/// </summary>
internal sealed class Recognition(CanonicalModel model)
{
    public const string None = "none";

    private const double LeastConfidence = 0.5;
    private const double LeastCoreByFields = 0.85;
    private const double LeastCoreByAlias = 0.6;

    private const int LeastFields = 2;

    // A field that more than half of the entities have tells nothing of which one this is.
    private const double LeastDistinction = 0.5;

    /// <summary>The entity that a mark names; null for one that the catalog does not have (in that version).</summary>
    public CanonicalEntity? OfMark(DocumentNode mark)
    {
        string[] parts = (mark.AsString ?? "").Split('@');
        if (model.Find(parts[0]) is not { } entity || parts.Length > 2)
            return null;
        bool isThisVersion = parts.Length == 1
            || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version == entity.Version);
        return isThisVersion ? entity : null;
    }

    public Recognized? OfReference(SchemaView view)
    {
        string[] self = view.Place.Pointer.Length == 0 ? [view.Place.DocumentUri[(view.Place.DocumentUri.LastIndexOf('/') + 1)..]] : [];
        foreach (string file in view.Files.Concat(self))
        {
            if (model.FindByFile(file) is { } entity)
                return new Recognized(entity, RecognitionSign.Reference, 1);
        }

        return null;
    }

    /// <param name="hint">The name of the schema, or of what stands for it: a property, the noun of a path.</param>
    public Recognized? OfContent(SchemaView view, string hint)
    {
        if (view.Properties.Count < 2 || Measures.IsMeasure(view))
            return null;

        EntityName name = EntityName.Of(hint);
        Recognized[] candidates =
        [
            .. model.Entities.Select(entity => Weigh(entity, name.Fit(entity), view)).OfType<Recognized>()
                .OrderByDescending(c => c.Confidence).ThenBy(c => c.Entity.Name, StringComparer.Ordinal),
        ];

        // Two that are as likely tell nothing.
        return candidates is [var first, ..] && (candidates.Length == 1 || first.Confidence - candidates[1].Confidence > 0.02) ? first : null;
    }

    private Recognized? Weigh(CanonicalEntity entity, NameFit fit, SchemaView view)
    {
        if (view.Properties.Count(entity.MayHave) < LeastFields)
            return null;

        FieldAlignment alignment = FieldAlignment.Of(entity.Type.Fields, view.Properties, entity);
        HashSet<CanonicalField> found = [.. alignment.Matches.Select(m => m.Field)];
        double evidence = found.Sum(model.Distinction);
        double core = Math.Max(Share(entity.Type.Fields.Where(f => f.IsCore), found), Share(entity.Type.Fields.Where(f => f.IsCore && !f.IsAssigned), found));
        double own = (view.Properties.Count - alignment.Unmatched.Count()) / (double)view.Properties.Count;
        (double nameWeight, double leastEvidence, int leastFields) = fit switch
        {
            NameFit.Exact or NameFit.Alias => (1.0, 1.25, LeastFields),
            NameFit.Suffix => (0.6, 2.0, 3),
            _ => (0.0, 3.5, 5),
        };
        double confidence = (0.5 * nameWeight) + (0.35 * core) + (0.15 * own);
        bool isEnough = fit switch
        {
            NameFit.None => core >= LeastCoreByFields,
            // Items, articles and bills are many things.
            NameFit.Alias => core >= LeastCoreByAlias || found.Any(f => entity.Identifiers.Contains(f.Name) && model.Distinction(f) >= LeastDistinction),
            _ => confidence >= LeastConfidence,
        };
        return isEnough && evidence >= leastEvidence && found.Count >= leastFields
            ? new Recognized(entity, fit == NameFit.None ? RecognitionSign.Fields : RecognitionSign.Name, Math.Round(confidence, 3))
            : null;
    }

    private double Share(IEnumerable<CanonicalField> fields, HashSet<CanonicalField> found)
    {
        double all = 0;
        double here = 0;
        foreach (CanonicalField field in fields)
        {
            double weight = model.Distinction(field);
            all += weight;
            here += found.Contains(field) ? weight : 0;
        }

        return all == 0 ? 0 : here / all;
    }
}
