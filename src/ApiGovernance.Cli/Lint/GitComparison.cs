using ApiGovernance.Cli.Inputs;
using ApiGovernance.Linting.Baselines;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Lint;

/// <summary>
/// `--since REVISION`: the same document is linted as that revision has it, and what is found there too is unchanged. A document that the
/// revision has not, or that could not be read then, is new as a whole.
/// </summary>
internal sealed class GitComparison : IDisposable
{
    private readonly GitRevision _revision;

    private GitComparison(GitRevision revision) => _revision = revision;

    /// <exception cref="CommandRefusal">There is no such revision.</exception>
    public static async Task<GitComparison> OpenAsync(string revision, CancellationToken stop) => new(await GitRevision.OpenAsync(revision, "--since", stop));

    /// <param name="lint">What a document has without ignores: one that is taken away must not make old findings new.</param>
    public IReadOnlyList<Finding> Judge(DiskInput input, DocumentBundle now, IReadOnlyList<Finding> findings, Func<DocumentBundle, IReadOnlyList<Finding>> lint)
    {
        if (_revision.Load(input.File, input.BundleFolder) is not { } old)
            return [.. findings.Select(finding => finding with { Baseline = BaselineState.New })];
        IReadOnlyList<Finding> before = GitRevision.AreSame(old, now) ? findings : lint(old);
        return Baseline.Of(Directory.GetCurrentDirectory(), before).Apply(findings, []).Findings;
    }

    public void Dispose() => _revision.Dispose();
}
