using ApiGovernance.Catalog.Governance;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Sets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>A contract that the base has and the working tree has not: the one change that no document of the tree would show.</summary>
internal sealed record RemovedContract(string File, DocumentBundle Bundle, CatalogPlace? Place)
{
    public string? Title => Bundle.Root.Root["info"]?["title"]?.AsString is { Length: > 0 } title ? title : null;

    /// <summary>Those that the arguments name, or that are below their folders and patterns.</summary>
    public static async Task<IReadOnlyList<RemovedContract>> FindAsync(IReadOnlyList<string> arguments, GitRevision revision, CancellationToken stop)
    {
        SortedDictionary<string, RemovedContract> removed = new(StringComparer.Ordinal);
        foreach (string argument in arguments.SelectMany(BracePattern.Expand))
        {
            FilePattern? pattern = FilePattern.IsPattern(argument) ? new FilePattern(argument) : null;
            string spelled = argument.Replace('\\', '/').TrimEnd('/');
            string folder = pattern?.Folder ?? (spelled is "." or "" ? "" : spelled + "/");
            IEnumerable<string> files = (await revision.FilesAsync(folder, stop))
                .Where(path => pattern?.Matches(path) ?? DocumentSet.MayBeDocument(path))
                .Select(path => folder + path);
            foreach (string file in pattern is null ? files.Append(spelled) : files)
            {
                string root = file == spelled ? Path.GetDirectoryName(file)! : folder;
                if (!System.IO.File.Exists(file)
                    && revision.Load(file, Path.GetFullPath(root.Length == 0 ? "." : root)) is { Root.IsReadable: true } bundle && ContractCheck.IsContract(bundle.Root.Root))
                    removed.TryAdd(file, new RemovedContract(file, bundle, CatalogPlace.Find(file, revision.Read).Place));
            }
        }

        return [.. removed.Values];
    }

    /// <summary>A removal is a change of its own, and policy says how it weighs; a waiver may cover it.</summary>
    public CheckedContract Judge(LocalGate gate, string against, ApiStage? stage)
    {
        ApiStage was = stage ?? Place?.Stage ?? ApiStage.Active;
        DiffOptions options = new() { Api = Place?.Api, Visibility = Place?.Visibility?.ToString().ToLowerInvariant(), Today = gate.Today };
        // However the path is spelled, a waiver for it is the same.
        SetDocument document = new(Path.GetRelativePath(".", Path.GetFullPath(File)).Replace('\\', '/'), () => Bundle.Root.Bytes, () => Bundle);
        SetResult result = SetDiff.Compare([document], [], gate.Policies.Compatibility, options);
        Finding[] named = [.. result.Contracts.SelectMany(contract => contract.Result.Findings).Select(finding => finding with { Api = Place?.Api ?? Title })];
        bool isPromise = was is ApiStage.Preview or ApiStage.Active or ApiStage.Deprecated;
        Finding[] findings =
        [
            .. WaiverApplication.Apply(named, gate.Policies.Waivers, gate.Today).Take(named.Length)
                .Select(finding => finding with { Blocks = isPromise && finding is { Severity: Severity.Error, Suppression: null }, Baseline = BaselineState.New }),
        ];
        bool isBlocked = findings.Any(finding => finding.Blocks);
        string subject = Place?.ToString() ?? Title ?? File;
        string why = isPromise ? "policy lets its removal pass" : $"it was in stage {was.ToString().ToLowerInvariant()}";
        string summary = isBlocked ? $"Blocked: {subject}: the contract is no longer there." : $"Passed: {subject}: the contract is no longer there, and {why}.";
        ContractVerdict verdict = new(isBlocked ? "blocked" : "pass", Place?.Api ?? "", Place?.Version ?? "", was, summary, gate.Now)
        {
            Findings = [.. findings.Select(CatalogFinding.From)],
            Evidence = new VerdictEvidence("", GovernanceGate.HashOf(Bundle.ToSingleDocument()), gate.Policies.Revision, null, "major", null),
        };
        return new CheckedContract(File, verdict) { Title = Title, Place = Place, Against = against, Findings = findings };
    }
}
