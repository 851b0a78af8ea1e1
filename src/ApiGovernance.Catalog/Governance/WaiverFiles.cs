using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Waivers read by themselves, without the policies around them.</summary>
public static class WaiverFiles
{
    /// <summary>The waivers of these files in their order, and what is wrong with the others: a waiver with an error waives nothing.</summary>
    public static (IReadOnlyList<Waiver> Waivers, IReadOnlyList<Finding> Findings) Read(IEnumerable<SourceDocument> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        List<Waiver> waivers = [];
        List<Finding> findings = [];
        foreach (SourceDocument file in files)
        {
            (Waiver? waiver, IReadOnlyList<Finding> wrong) = WaiverReader.Read(file);
            findings.AddRange(wrong);
            if (waiver is not null)
                waivers.Add(waiver);
        }

        return (waivers, findings);
    }
}
