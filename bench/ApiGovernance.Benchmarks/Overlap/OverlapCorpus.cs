using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Benchmarks.Overlap;

/// <summary>Real contracts with what a person says of them: which are versions or twins, and which entity each is about.</summary>
internal sealed record OverlapCorpus(IReadOnlyList<LabelledContract> Contracts)
{
    /// <param name="files">Documents by the names of <c>labels.tsv</c>; more than are labelled are fine: they are the estate around them.</param>
    public static OverlapCorpus Read(string labels, IReadOnlyDictionary<string, string> files)
    {
        Dictionary<string, string[]> rows = File.ReadLines(labels)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToDictionary(columns => columns[0], StringComparer.Ordinal);
        List<LabelledContract> contracts = [];
        foreach ((string name, string file) in files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (ContractReader.FromFile(file).Contract is not { Operations.Count: > 0 } contract)
                continue;
            string[] row = rows.GetValueOrDefault(name) ?? [name, name.Split('.')[0], "-"];
            contracts.Add(new LabelledContract(name, row[1], row[2] == "-" ? null : row[2], row.Length > 3 ? row[3].Split(' ') : [], contract));
        }

        return new OverlapCorpus(contracts);
    }
}

internal sealed record LabelledContract(string Name, string Vendor, string? Entity, IReadOnlyList<string> Families, ApiContract Contract)
{
    public bool IsDuplicateOf(LabelledContract other) => Families.Intersect(other.Families).Any();
}
