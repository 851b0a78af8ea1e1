using System.Globalization;
using ApiGovernance.Diff.Sets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Cases;

/// <summary>
/// A folder with <c>base.yaml</c>, <c>revision.yaml</c> and <c>expected.txt</c>: what the comparison says from base to revision and the
/// other way round. <c>options.yaml</c> may have the day (<c>today</c>) and a policy (what its <c>spec</c> has). Folders <c>base</c> and
/// <c>revision</c> instead of the two files are sets of documents.
/// </summary>
internal sealed class FolderCase(string name)
{
    private const string Forth = "# base to revision", Back = "# revision to base";

    public static string Root => RepositoryPaths.At("tests/ApiGovernance.Diff.Tests/Cases");

    /// <summary><c>security/api-security-added</c>, from every folder that holds a pair.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        .. Directory.EnumerateFileSystemEntries(Root, "base*", SearchOption.AllDirectories)
            .Select(entry => Path.GetRelativePath(Root, Path.GetDirectoryName(entry)!).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The ids that the case expects, of either direction.</summary>
    public IEnumerable<string> Ids => File.ReadLines(ExpectedFile).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[2]);

    public string Expected => File.Exists(ExpectedFile) ? File.ReadAllText(ExpectedFile).ReplaceLineEndings("\n") : "";

    public string ExpectedFile => At("expected.txt");

    public string Actual()
    {
        (CompatibilityPolicy policy, DiffOptions options) = Options();
        string[] forth = FindingLines.Of(Compare("base", "revision", policy, options)), back = FindingLines.Of(Compare("revision", "base", policy, options));
        return string.Concat(new[] { Forth }.Concat(forth).Append(Back).Concat(back).Select(line => line + "\n"));
    }

    private IEnumerable<Finding> Compare(string before, string after, CompatibilityPolicy policy, DiffOptions options)
    {
        if (Directory.Exists(At("base")))
            return SetDiff.Compare(Documents(before), Documents(after), policy, options).Contracts.SelectMany(contract => FindingLines.All(contract.Result));
        DocumentDiffResult compared = DocumentDiff.Compare(DocumentBundle.FromFile(At($"{before}.yaml")), DocumentBundle.FromFile(At($"{after}.yaml")), policy, options);
        return compared.Result is { } result ? FindingLines.All(result) : compared.Refusals;
    }

    private IEnumerable<SetDocument> Documents(string folder) => Directory.Exists(At(folder))
        ? Directory.EnumerateFiles(At(folder)).Select(file => new SetDocument(Path.GetFileName(file), () => File.ReadAllBytes(file), () => DocumentBundle.FromFile(file)))
        : [];

    private string At(string file) => Path.Combine(Root, name, file);

    private (CompatibilityPolicy Policy, DiffOptions Options) Options()
    {
        if (!File.Exists(At("options.yaml")))
            return (CompatibilityPolicy.Default, DiffOptions.Default);
        DocumentNode root = DocumentReader.Read("options.yaml", File.ReadAllBytes(At("options.yaml"))).Root;
        DiffOptions options = root["today"]?.AsString is { } today ? new DiffOptions { Today = DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture) } : DiffOptions.Default;
        if (root["policy"] is not { } spec)
            return (CompatibilityPolicy.Default, options);
        byte[] policy = [.. """{"apiVersion": "apigovernance/v1", "kind": "CompatibilityPolicy", "metadata": {"name": "case"}, "spec": """u8, .. spec.ToJson(), .. "}"u8];
        CompatibilityPolicyReadResult read = CompatibilityPolicy.Read(DocumentReader.Read("policy.json", policy));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        return (read.Policy, options);
    }
}
