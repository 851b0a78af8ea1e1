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

    public ApiFootprint Build(string api, string version, string? declaredEntity)
    {
        var bodies = new BodyReading(contract);
        var reading = new OperationReading(vocabulary, bodies);
        List<FootprintOperation> operations = [];
        foreach (ApiOperation operation in contract.Operations.Where(operation => operation.Method is not ("OPTIONS" or "TRACE" or "HEAD")))
        {
            operations.Add(reading.Read(operation));
            bodies.Read(operation);
        }

        IReadOnlyList<string> title = vocabulary.Words(contract.Title);
        IReadOnlyList<string>[] schemas = [.. contract.Schemas.Select(schema => vocabulary.Words(schema.Key))];
        return new ApiFootprint
        {
            Api = api,
            Version = version,
            Entity = MainEntity(operations, schemas, title, declaredEntity),
            Operations = operations,
            Title = Sorted(title.Where(Boilerplate.IsTitleWord)),
            Schemas = Sorted(schemas.SelectMany(words => words).Where(Boilerplate.IsSchemaWord)),
            Fields = bodies.Fields,
            Identifiers = bodies.Identifiers,
        };
    }

    private FootprintEntity? MainEntity(
        List<FootprintOperation> operations, IReadOnlyList<string>[] schemas, IReadOnlyList<string> title, string? declared)
    {
        Dictionary<string, double> votes = new(StringComparer.Ordinal);
        CountedVotes(votes, operations.Select(operation => operation.Entity), PathVotes);
        CountedVotes(votes, schemas.Select(EntityOfSchema), SchemaVotes);
        string? titled = vocabulary.Find([.. title.Where(Boilerplate.IsTitleWord)])?.Entity;
        CountedVotes(votes, [titled], TitleVotes);

        string? name = declared ?? votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key, StringComparer.Ordinal).Select(vote => vote.Key).FirstOrDefault();
        if (name is null)
            return null;
        List<string> evidence = declared is null ? [] : ["the descriptor says so"];
        if (operations.Count(operation => operation.Entity == name) is var anchored and > 0)
            evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{anchored} of {operations.Count} operations"));
        if (titled == name)
            evidence.Add($"the title '{contract.Title}'");
        string[] named = [.. contract.Schemas.Select(schema => schema.Key).Where((_, i) => EntityOfSchema(schemas[i]) == name)];
        if (named.Length > 0)
            evidence.Add($"schemas {string.Join(", ", named.Take(3))}" + (named.Length > 3 ? $" and {(named.Length - 3).ToString(CultureInfo.InvariantCulture)} more" : ""));
        double confidence = declared is not null ? 1 : Math.Round(votes[name] / votes.Values.Sum(), 3);
        return new FootprintEntity(name, confidence, declared is not null, evidence);
    }

    // Only names whose head is the entity: an OrderAddress says little.
    private string? EntityOfSchema(IReadOnlyList<string> words) =>
        vocabulary.Find([.. words.Where(Boilerplate.IsSchemaWord)]) is { IsStrong: true } match ? match.Entity : null;

    private static void CountedVotes(Dictionary<string, double> votes, IEnumerable<string?> entities, double all)
    {
        string[] found = [.. entities.OfType<string>()];
        foreach (string entity in found)
            votes[entity] = votes.GetValueOrDefault(entity) + (all / found.Length);
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> words) => [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
