using System.Text;
using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Tests.Documents;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Findings;

/// <summary>Every finding has an entry in the catalog, an example that yields it at the right place, and a line in the reference page.</summary>
public sealed partial class DocumentFindingTests
{
    /// <summary>Findings that no text of a contract can show; each has a test of its own beside its reader.</summary>
    private static readonly string[] Elsewhere =
    [
        "document-not-found", "document-encoding", "document-too-large", "document-too-deep", "document-too-many-references",
        "document-yaml-key", "document-yaml-merge-key", "document-yaml-tag", "document-yaml-indentation", "document-yaml-comment", "document-yaml-control", "document-yaml-encoding", "document-yaml-not-json", "document-yaml-version",
    ];

    public static TheoryData<string> Ids => [.. FindingExamples.OfContracts.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_found_where_the_example_has_it(string id)
    {
        string marked = FindingExamples.OfContracts[id];
        string before = marked[..marked.IndexOf('§', StringComparison.Ordinal)];
        string place = $"{before.Count(c => c == '\n') + 1}:{before.Length - before.LastIndexOf('\n')}";
        DocumentFindingDefinition definition = DocumentFindingCatalog.Find(id).ShouldNotBeNull();

        ContractReadResult read = ContractReader.FromBytes("api.yaml", Texts.Utf8(marked.Replace("§", "", StringComparison.Ordinal)));

        // Where exactly a text stops making sense is the parser's to say.
        bool isText = id.StartsWith("document-", StringComparison.Ordinal);
        Finding finding = read.Findings.FirstOrDefault(f => f.RuleId == id && (isText ? place.StartsWith($"{f.Source!.Line}:", StringComparison.Ordinal) : $"{f.Source!.Line}:{f.Source.Column}" == place))
            .ShouldNotBeNull(string.Join('\n', read.Findings));
        finding.Severity.ShouldBe(definition.Severity);
        finding.Fix.ShouldNotBeNullOrEmpty();
        finding.Source!.File.ShouldBe("api.yaml");
        read.IsFatal.ShouldBe(definition.IsFatal, string.Join('\n', read.Findings));
        // The rest works, and nothing else is said but what follows from it.
        if (!definition.IsFatal && id is not ("contract-no-operations" or "document-bom"))
            read.Contract!.Operations.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_finding_has_an_example_or_a_test_elsewhere()
    {
        string[] ids = [.. DocumentFindingCatalog.All.Select(d => d.Id)];

        ids.ShouldBeUnique();
        ids.Where(id => !id.StartsWith("events-", StringComparison.Ordinal)).Except(Elsewhere).ShouldBe(FindingExamples.OfContracts.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Every_id_in_the_code_is_in_the_catalog_and_the_other_way_round()
    {
        string[] files = Directory.GetFiles(RepositoryPaths.At("src/ApiGovernance.OpenApi"), "*.cs", SearchOption.AllDirectories);
        string[] used =
        [
            .. files.Where(f => !Path.GetFileName(f).StartsWith("DocumentFindingCatalog", StringComparison.Ordinal))
                .SelectMany(f => Id().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal),
        ];

        used.Except(DocumentFindingCatalog.All.Select(d => d.Id)).ShouldBeEmpty();
        // The YAML reader comes with its own.
        DocumentFindingCatalog.All.Select(d => d.Id).Except(used).Where(id => !id.StartsWith("document-yaml-", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_reference_page_is_current()
    {
        string file = RepositoryPaths.At("docs/reference/document-findings.md");
        string page = Page();
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, page);
        File.Exists(file).ShouldBeTrue($"{file} is missing; `./test.sh --accept` writes it.");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(page, $"{file} is stale; `./test.sh --accept` rewrites it.");
    }

    [Fact]
    public void What_is_too_large_or_deep_is_refused_with_its_limit()
    {
        Rules(new ReadLimits { MaxBytes = 10 }).ShouldContain("document-too-large");
        Rules(new ReadLimits { MaxDepth = 1 }).ShouldContain("document-too-deep");
        Rules(new ReadLimits { MaxReferences = 0 }).ShouldContain("document-too-many-references");

        static IEnumerable<string> Rules(ReadLimits limits) =>
            DocumentBundle.FromBytes("a.yaml", Texts.Utf8("a: {b: {$ref: '#/a'}}\n"), limits).Findings.Select(f => f.RuleId);
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("# Findings of the reader\n\n");
        page.Append("What reading a document may find, before any rule of a ruleset runs. A *fatal* finding means that the file (for the root: the contract)\n");
        page.Append("is not read at all; with every other finding the part concerned is left out or read as said, and the rest works. Each finding names\n");
        page.Append("file, line and column, the JSON pointer, and how to mend it. Errors block a published stage at the gate; warnings do not.\n\n");
        page.Append("This page is generated from the catalog of findings.\n\n");
        page.Append("| id | severity | fatal | meaning | how to mend it |\n|---|---|---|---|---|\n");
        foreach (DocumentFindingDefinition d in DocumentFindingCatalog.All)
        {
            page.Append($"| <a id=\"{d.Id}\"></a>`{d.Id}` | {d.Severity.ToString().ToLowerInvariant()} | {(d.IsFatal ? "fatal" : "")} | {Cell(d.Meaning)} | {Cell(d.Remedy)} |\n");
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    [GeneratedRegex("\"((?:document|reference|contract|events)-[a-z0-9-]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Id();
}
