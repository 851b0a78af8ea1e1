using System.Globalization;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Makes the footprint of one contract.</summary>
internal sealed class FootprintBuilder(ApiContract contract, EntityVocabulary vocabulary)
{
    // How much each kind of evidence says about the main entity, all of its kind together.
    private const double PathVotes = 5;
    private const double SchemaVotes = 2;
    private const double TitleVotes = 3;
    private const double SectionShare = 0.4;

    public ApiFootprint Build(string api, string version, string? declaredEntity)
    {
        var bodies = new BodyReading(contract);
        var reading = new OperationReading(vocabulary, bodies);
        List<FootprintOperation> operations = [];
        List<(string? Entity, bool IsStrong, string? Section)> anchors = [];
        ApiOperation[] all = [.. contract.Operations.Where(operation => operation.Method is not ("OPTIONS" or "TRACE" or "HEAD"))];
        foreach (ApiOperation operation in all.Take(ApiFootprint.MaxOperations))
        {
            (FootprintOperation read, bool isStrong, string? section) = reading.Read(operation);
            operations.Add(read);
            anchors.Add((read.Entity, isStrong, section));
            bodies.Read(operation);
        }

        IReadOnlyList<string> title = vocabulary.Words(contract.Title);
        IReadOnlyList<string>[] schemas = [.. contract.Schemas.Select(schema => vocabulary.Words(schema.Key))];
        return new ApiFootprint
        {
            Vocabulary = vocabulary.Revision,
            Api = api,
            Version = version,
            Entity = MainEntity(anchors, schemas, title, declaredEntity),
            Operations = operations,
            Omitted = all.Length - operations.Count,
            Title = Sorted(title.Where(Boilerplate.IsTitleWord)),
            Schemas = Sorted(schemas.SelectMany(words => words).Where(Boilerplate.IsSchemaWord)),
            Fields = bodies.Fields,
            Identifiers = bodies.Identifiers,
        };
    }

    private FootprintEntity? MainEntity(
        List<(string? Entity, bool IsStrong, string? Section)> anchors, IReadOnlyList<string>[] schemas, IReadOnlyList<string> title, string? declared)
    {
        Dictionary<string, double> votes = new(StringComparer.Ordinal);
        // A word that only may mean the entity counts half; an operation about nothing canonical counts against all entities.
        foreach ((string? entity, bool isStrong, string? section) in anchors)
        {
            double vote = PathVotes / anchors.Count * (isStrong ? 1 : 0.5);
            Vote(votes, entity ?? "", section is null ? vote : vote * (1 - SectionShare));
            if (section is not null)
                Vote(votes, section, vote * SectionShare);
        }

        string[] schemaEntities = [.. schemas.Select(EntityOfSchema).OfType<string>()];
        foreach (string entity in schemaEntities)
            Vote(votes, entity, SchemaVotes / schemaEntities.Length);
        string? titled = vocabulary.Find([.. title.Where(Boilerplate.IsTitleWord)])?.Entity;
        if (titled is not null)
            Vote(votes, titled, TitleVotes);

        string? name = declared ?? votes.Where(vote => vote.Key.Length > 0).OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key, StringComparer.Ordinal).Select(vote => vote.Key).FirstOrDefault();
        if (name is null)
            return null;
        List<string> evidence = declared is null ? [] : ["the descriptor says so"];
        if (anchors.Count(anchor => anchor.Entity == name) is var anchored and > 0)
            evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{anchored} of {anchors.Count} operations"));
        if (titled == name)
            evidence.Add($"the title '{contract.Title}'");
        string[] named = [.. contract.Schemas.Select(schema => schema.Key).Where((_, i) => EntityOfSchema(schemas[i]) == name)];
        if (named.Length > 0)
            evidence.Add($"schemas {string.Join(", ", named.Take(3))}" + (named.Length > 3 ? $" and {(named.Length - 3).ToString(CultureInfo.InvariantCulture)} more" : ""));
        double confidence = declared is not null ? 1 : Math.Round(votes[name] / votes.OrderBy(vote => vote.Key, StringComparer.Ordinal).Sum(vote => vote.Value), 3);
        return new FootprintEntity(name, confidence, declared is not null, evidence);
    }

    // Only names whose head is the entity: an OrderAddress says little.
    private string? EntityOfSchema(IReadOnlyList<string> words) =>
        vocabulary.Find([.. words.Where(Boilerplate.IsSchemaWord)]) is { IsStrong: true } match ? match.Entity : null;

    private static void Vote(Dictionary<string, double> votes, string entity, double weight) =>
        votes[entity] = votes.GetValueOrDefault(entity) + weight;

    private static IReadOnlyList<string> Sorted(IEnumerable<string> words) => [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
