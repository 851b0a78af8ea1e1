using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Benchmarks.Overlap;

/// <summary>The obvious ways to compare contracts, each by itself: words of one kind of name, by cosine (TF-IDF) or Jaccard.</summary>
internal sealed partial class BaselineSignals
{
    private readonly Bag[] _paths;
    private readonly Bag[] _operations;
    private readonly Bag[] _components;
    private readonly Bag[] _properties;
    private readonly Bag[] _titles;

    public BaselineSignals(IReadOnlyList<LabelledContract> contracts)
    {
        _paths = Bags(contracts, contract => contract.Operations.SelectMany(o => o.Path.Split('/')).Where(s => !s.Contains('{', StringComparison.Ordinal)).SelectMany(Words));
        _operations = Bags(contracts, contract => contract.Operations.SelectMany(o => (IEnumerable<string?>)[o.OperationId, o.Summary, .. o.Tags]).OfType<string>().SelectMany(Words));
        _components = Bags(contracts, contract => contract.Schemas.SelectMany(schema => Words(schema.Key)));
        _properties = Bags(contracts, contract => Properties(contract.Root).Select(name => name.ToLowerInvariant()));
        _titles = Bags(contracts, contract => Words(contract.Title));
    }

    public IEnumerable<(string Name, Func<int, int, double> Score)> All() =>
    [
        ("path nouns, TF-IDF cosine", (i, j) => Cosine(_paths[i], _paths[j])),
        ("path nouns, Jaccard", (i, j) => Jaccard(_paths[i], _paths[j])),
        ("operationId, tag and summary words", (i, j) => Cosine(_operations[i], _operations[j])),
        ("component names", (i, j) => Cosine(_components[i], _components[j])),
        ("property names, TF-IDF", (i, j) => Cosine(_properties[i], _properties[j])),
        ("property names, Jaccard", (i, j) => Jaccard(_properties[i], _properties[j])),
        ("title words", (i, j) => Cosine(_titles[i], _titles[j])),
        (".35 path + .2 operation + .25 property + .2 component", (i, j) =>
            (0.35 * Cosine(_paths[i], _paths[j])) + (0.2 * Cosine(_operations[i], _operations[j])) +
            (0.25 * Cosine(_properties[i], _properties[j])) + (0.2 * Cosine(_components[i], _components[j]))),
    ];

    private static IEnumerable<string> Properties(DocumentNode node)
    {
        foreach (DocumentMember member in node.Members)
        {
            if (member.Name == "properties")
            {
                foreach (DocumentMember property in member.Value.Members)
                    yield return property.Name;
            }

            foreach (string name in Properties(member.Value))
                yield return name;
        }

        foreach (string name in node.Items.SelectMany(Properties))
            yield return name;
    }

    private static IEnumerable<string> Words(string name) => Word().Matches(name)
        .Select(match => match.Value.ToLowerInvariant())
        .Where(word => word.Length > 1)
        .Select(word => word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word);

    private static Bag[] Bags(IReadOnlyList<LabelledContract> contracts, Func<ApiContract, IEnumerable<string>> words)
    {
        Dictionary<string, int>[] counts = [.. contracts.Select(c => words(c.Contract).CountBy(word => word).ToDictionary())];
        Dictionary<string, int> documents = counts.SelectMany(count => count.Keys).CountBy(word => word).ToDictionary();
        return [.. counts.Select(count => new Bag(count.ToDictionary(word => word.Key, word => word.Value * Math.Log((double)counts.Length / documents[word.Key]))))];
    }

    private static double Cosine(Bag a, Bag b)
    {
        double norm = a.Norm * b.Norm;
        return norm == 0 ? 0 : a.Weights.Sum(word => word.Value * b.Weights.GetValueOrDefault(word.Key)) / norm;
    }

    private static double Jaccard(Bag a, Bag b)
    {
        int shared = a.Weights.Keys.Count(b.Weights.ContainsKey);
        int all = a.Weights.Count + b.Weights.Count - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    private sealed record Bag(Dictionary<string, double> Weights)
    {
        public double Norm { get; } = Math.Sqrt(Weights.Values.Sum(weight => weight * weight));
    }
}
