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
    private readonly GitObjects _objects = new();
    private readonly Lock _lock = new();
    private readonly string _revision;

    private GitComparison(string revision) => _revision = revision;

    /// <exception cref="CommandRefusal">There is no such revision.</exception>
    public static async Task<GitComparison> OpenAsync(string revision, CancellationToken stop)
    {
        (int exitCode, byte[] output, string errors) = await GitObjects.RunAsync(["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"], stop);
        return exitCode == 0
            ? new GitComparison(System.Text.Encoding.ASCII.GetString(output).Trim())
            : throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"git knows no revision {revision}: {errors.Trim()}", "Give --since a branch, a tag or a commit of the repository that this folder is in.");
    }

    /// <param name="lint">What a document has without ignores: one that is taken away must not make old findings new.</param>
    public IReadOnlyList<Finding> Judge(DiskInput input, DocumentBundle now, IReadOnlyList<Finding> findings, Func<DocumentBundle, IReadOnlyList<Finding>> lint)
    {
        string folder = input.BundleFolder;
        string inside = Path.GetRelativePath(folder, Path.GetFullPath(input.File)).Replace('\\', '/');
        string shown = input.File.Replace('\\', '/');
        string prefix = shown.EndsWith(inside, StringComparison.Ordinal) ? shown[..^inside.Length] : "";
        string fromHere = Path.GetRelativePath(".", folder).Replace('\\', '/');
        ReadOnlyMemory<byte>? Open(string file)
        {
            // One process answers one question at a time.
            lock (_lock)
                return _objects.Read($"{_revision}:./{fromHere}/{file}") is { } bytes ? bytes : (ReadOnlyMemory<byte>?)null;
        }

        if (Open(inside) is null)
            return [.. findings.Select(finding => finding with { Baseline = BaselineState.New })];
        DocumentBundle old = DocumentBundle.Load(inside, Open, shown: file => prefix + file);
        IReadOnlyList<Finding> before = IsSame(old, now) ? findings : lint(old);
        string here = Directory.GetCurrentDirectory();
        return Baseline.Of(here, before).Apply(findings, []).Findings;
    }

    public void Dispose() => _objects.Dispose();

    private static bool IsSame(DocumentBundle old, DocumentBundle now) =>
        old.Documents.Count == now.Documents.Count
        && old.Documents.All(document => now.Documents.TryGetValue(document.Key, out SourceDocument? other) && other.Bytes.Span.SequenceEqual(document.Value.Bytes.Span));
}
