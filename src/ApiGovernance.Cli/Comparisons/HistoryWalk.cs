using System.Globalization;
using System.Text;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Changelogs;
using ApiGovernance.Diff.Reports;
using ApiGovernance.Diff.Sets;

namespace ApiGovernance.Cli.Comparisons;

/// <summary>
/// Walks the revisions of the main line that touched a document (or a folder of them), the oldest first, and compares each with the one
/// before it. A revision that cannot be read is told; what follows is compared with the last one that could be.
/// </summary>
internal sealed class HistoryWalk
{
    private const char Field = '\u001f';

    private readonly string _since;
    private readonly string _until;
    private readonly HistoryPlace _place;
    private readonly CompatibilityPolicy _policy;

    private HistoryWalk(string since, string until, HistoryPlace place, CompatibilityPolicy policy) =>
        (_since, _until, _place, _policy) = (since, until, place, policy);

    /// <exception cref="CommandRefusal">A revision does not exist, or none of the two has the path.</exception>
    public static async Task<HistoryWalk> StartAsync(string path, string since, string until, CompatibilityPolicy policy, CancellationToken stop)
    {
        string start = await CommitAsync(since, stop), end = await CommitAsync(until, stop);
        HistoryPlace place = HistoryPlace.Find(path, [end, start]) ?? throw new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"git has no {path} in {until}, nor in {since}.", "Give the path of a file or a folder that is in one of them.");
        return new HistoryWalk(start, end, await place.WithFormerNamesAsync(start, end, stop), policy);
    }

    public async Task<(Changelog Changelog, bool EndsReadable)> RunAsync(CancellationToken stop)
    {
        using GitObjects objects = new();
        GitDocuments documents = new(objects, _place.Shown);
        IReadOnlyList<SetDocument> last = await AtAsync(_until, documents, stop), before = await AtAsync(_since, documents, stop);
        List<ChangelogRelease> releases = [];
        List<string> notes = [];
        HashSet<SetDocument> told = [];
        foreach ((string hash, ChangelogCommit commit) in await CommitsAsync(_place.Touching(last.Concat(before)), stop))
        {
            // What was told to be unreadable is not told again while nobody touches it.
            List<SetDocument> after = [.. (await AtAsync(hash, documents, stop)).Select(now => told.Contains(now) ? LastOf(before, now) : now)];
            DiffOptions then = new() { Today = DateOnly.ParseExact(commit.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture) };
            SetResult result = SetDiff.Compare(before, after, _policy, then);
            notes.AddRange(result.Moves.Select(move => $"{commit.Hash}: {move}"));
            releases.AddRange(result.Contracts.Where(contract => contract.Result.RequiredBump != VersionBump.None).Select(contract => Release(contract, commit, after)));
            told.UnionWith(after.Where(document => document.IsUnreadable));
            // Of those that cannot be read, the last that could be is compared next.
            before = [.. after.Select(now => now.IsUnreadable ? LastOf(before, now) : now)];
        }

        releases.Reverse();
        Changelog changelog = new() { Title = _place.Name, Releases = releases, ToolVersion = ReportOptions.ToolVersion, Notes = notes };
        return (changelog, last.All(document => !document.IsUnreadable));
    }

    private static ChangelogRelease Release(ComparedContract contract, ChangelogCommit commit, IReadOnlyList<SetDocument> after)
    {
        bool isUnread = contract.Result.NotCompared is [{ } reason] && contract.Result.Findings.Count == 0 && after.Any(document => document.IsUnreadable && document.Problem == reason.Message);
        return new ChangelogRelease
        {
            Name = contract.Name,
            VersionBefore = isUnread ? null : contract.VersionBefore,
            VersionAfter = contract.VersionAfter,
            Commit = commit,
            Result = isUnread ? null : contract.Result,
            Problem = isUnread ? $"{contract.Result.NotCompared[0].Source} {contract.Result.NotCompared[0].Message}" : null,
        };
    }

    private static SetDocument LastOf(IReadOnlyList<SetDocument> before, SetDocument now) => before.FirstOrDefault(was => was.Path == now.Path) ?? now;

    private async Task<IReadOnlyList<SetDocument>> AtAsync(string revision, GitDocuments documents, CancellationToken stop) =>
        documents.Of(await GitTree.ListAsync(_place.TreeOf(revision), stop), _place.IsDocument);

    private async Task<List<(string Hash, ChangelogCommit Commit)>> CommitsAsync(IEnumerable<string> paths, CancellationToken stop)
    {
        string[] arguments =
        [
            "log", "--first-parent", "--reverse", "-z", $"--format=%H{Field}%h{Field}%as{Field}%an{Field}%s", $"{_since}..{_until}", "--", .. paths,
        ];
        (int exitCode, byte[] output, string errors) = await GitObjects.RunAsync(arguments, stop);
        if (exitCode != 0)
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"git could not walk the history: {errors.Trim()}", "Check the revisions, and that the clone has them (git fetch --unshallow).");
        return
        [
            .. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Trim('\n').Split(Field, 5))
                .Select(fields => (fields[0], new ChangelogCommit(fields[1], fields[2], fields[3], fields[4]))),
        ];
    }

    private static async Task<string> CommitAsync(string revision, CancellationToken stop)
    {
        (int exitCode, byte[] output, string errors) = await GitObjects.RunAsync(["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"], stop);
        return exitCode == 0 ? Encoding.UTF8.GetString(output).Trim() : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"git knows no revision {revision}: {errors.Trim()}", "Give a tag, a branch or a commit of this repository.");
    }
}
