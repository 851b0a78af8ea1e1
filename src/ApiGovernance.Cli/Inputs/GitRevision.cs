using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A revision of the repository that the current folder is in, and the documents as it has them. Safe for many threads.</summary>
internal sealed class GitRevision : IDisposable
{
    private readonly GitObjects _objects = new();
    private readonly Lock _lock = new();

    /// <summary>How many folders the current one is below the top of the repository.</summary>
    private readonly int _depth;

    private GitRevision(string commit, int depth) => (Commit, _depth) = (commit, depth);

    /// <summary>Its hash.</summary>
    public string Commit { get; }

    /// <param name="option">Where it was given, for messages.</param>
    /// <exception cref="CommandRefusal">There is no such revision.</exception>
    public static async Task<GitRevision> OpenAsync(string revision, string option, CancellationToken stop) =>
        new(await CommitAsync(revision, option, stop), await DepthAsync(stop));

    /// <summary>The revision from which the current one and the named one went their ways: what others changed since is not this branch's doing.</summary>
    public static async Task<(GitRevision Revision, string? Note)> OpenForkOfAsync(string revision, string option, CancellationToken stop)
    {
        string commit = await CommitAsync(revision, option, stop);
        (int exitCode, byte[] output, _) = await GitObjects.RunAsync(["merge-base", commit, "HEAD"], stop);
        string fork = exitCode == 0 ? Encoding.ASCII.GetString(output).Trim() : "";
        string? note = fork == commit ? null
            : fork.Length > 0 ? $"Compared with {fork[..12]}, where this branch left {revision}."
            : $"The clone does not show where this branch left {revision}, so it was compared with {revision} itself; fetch the whole history to leave out what others changed since.";
        return (new GitRevision(fork.Length > 0 ? fork : commit, await DepthAsync(stop)), note);
    }

    /// <summary>The bytes of a file; null when the revision has no such file.</summary>
    /// <param name="path">From the current folder, with forward slashes.</param>
    public byte[]? Read(string path)
    {
        if (FromHere(path) is not { } inside)
            return null;
        // One process answers one question at a time.
        lock (_lock)
            return _objects.Read($"{Commit}:./{inside}") ?? (_objects.HasEnded ? throw Ended(path) : null);
    }

    /// <summary>Whether a file is in the folder of the repository, so that a revision may have it.</summary>
    public bool Covers(string path) => FromHere(path) is not null;

    /// <summary>A path from the current folder, however it is spelled; null above the repository, for which git ends when it is asked.</summary>
    private string? FromHere(string path)
    {
        string relative = Path.GetRelativePath(".", Path.GetFullPath(path.Length == 0 ? "." : path)).Replace('\\', '/');
        return Path.IsPathRooted(relative) || relative.Split('/').TakeWhile(part => part == "..").Count() > _depth ? null : relative;
    }

    /// <summary>The files below a folder, from there; nothing when the revision has no such folder.</summary>
    public async Task<IReadOnlyCollection<string>> FilesAsync(string folder, CancellationToken stop)
    {
        // The current folder is `REV:./`; without the slash git knows it at no top of a repository.
        if (FromHere(folder) is not { } inside)
            return [];
        string name = $"{Commit}:./{(inside == "." ? "" : inside)}";
        lock (_lock)
        {
            if (!_objects.IsTree(name))
                return _objects.HasEnded ? throw Ended(folder) : [];
        }

        return (await GitTree.ListAsync(name, stop)).Keys;
    }

    /// <summary>A document with what its references name; null when the revision has no such file.</summary>
    /// <param name="file">As it is shown.</param>
    /// <param name="folder">The folder whose files its references may reach.</param>
    public DocumentBundle? Load(string file, string folder)
    {
        string inside = Path.GetRelativePath(folder, Path.GetFullPath(file)).Replace('\\', '/');
        string shown = file.Replace('\\', '/');
        string prefix = shown.EndsWith(inside, StringComparison.Ordinal) ? shown[..^inside.Length] : "";
        string fromHere = Path.GetRelativePath(".", folder).Replace('\\', '/');
        // The cast matters: without it a file that the revision lacks would become an empty one.
        ReadOnlyMemory<byte>? Open(string name) => Read($"{fromHere}/{name}") is { } bytes ? bytes : (ReadOnlyMemory<byte>?)null;
        return Open(inside) is null ? null : DocumentBundle.Load(inside, Open, shown: name => prefix + name);
    }

    public void Dispose() => _objects.Dispose();

    /// <summary>Whether two bundles have the same files with the same bytes.</summary>
    public static bool AreSame(DocumentBundle old, DocumentBundle now) =>
        old.Documents.Count == now.Documents.Count
        && old.Documents.All(document => now.Documents.TryGetValue(document.Key, out SourceDocument? other) && other.Bytes.Span.SequenceEqual(document.Value.Bytes.Span));

    // What git did not answer must not look like what the revision has not.
    private CommandRefusal Ended(string path) => new(
        ExitCodes.DocumentUnreadable, $"git ended while it was asked for {path} of {Commit}.", "Run `git fsck`, and give paths inside the repository.");

    private static async Task<int> DepthAsync(CancellationToken stop)
    {
        (int exitCode, byte[] output, string errors) = await GitObjects.RunAsync(["rev-parse", "--show-prefix"], stop);
        return exitCode == 0 ? Encoding.UTF8.GetString(output).Count(c => c == '/') : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"git does not know where this folder is in its repository: {errors.Trim()}", "Run apigov in a folder of the repository's working tree.");
    }

    private static async Task<string> CommitAsync(string revision, string option, CancellationToken stop)
    {
        (int exitCode, byte[] output, string errors) = await GitObjects.RunAsync(["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"], stop);
        return exitCode == 0 ? Encoding.ASCII.GetString(output).Trim() : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            $"git knows no revision {revision}: {errors.Trim()}",
            $"Give {option} a branch, a tag or a commit of the repository that this folder is in; a shallow clone has to fetch it first.");
    }
}
