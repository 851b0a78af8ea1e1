using ApiGovernance.Diff.Sets;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>
/// A folder of documents (`apis`), a pattern in quotes (`apis/**/*.yaml`) or either of a git revision (`HEAD~1:apis`). Paths are told from
/// the folder, or from the part of the pattern without a wildcard.
/// </summary>
internal sealed class DocumentSet : IDisposable
{
    private readonly GitObjects? _objects;

    private DocumentSet(IReadOnlyList<SetDocument> documents, GitObjects? objects) => (Documents, _objects) = (documents, objects);

    public IReadOnlyList<SetDocument> Documents { get; }

    public static bool MayBeDocument(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON";

    /// <returns>Null when the text names one document.</returns>
    /// <exception cref="CommandRefusal">It names a set without a file.</exception>
    public static async Task<DocumentSet?> OpenAsync(string text, CancellationToken stop)
    {
        if (File.Exists(text) || text == StandardInput.Sign || text.StartsWith(DocumentInput.CatalogPrefix, StringComparison.Ordinal))
            return null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        DocumentSet? set = colon > 0 && !Path.IsPathRooted(text) && !Directory.Exists(text)
            ? await OfGitAsync(text[..colon], text[(colon + 1)..].Replace('\\', '/'), stop)
            : FilePattern.IsPattern(text) ? OfFiles(new FilePattern(text))
            : Directory.Exists(text) ? OfFiles(text.TrimEnd('/', '\\') + "/", _ => true)
            : null;
        return set is null or { Documents.Count: > 0 } ? set : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"{text} has no file.", "Give a folder with documents, or a pattern such as 'apis/**/*.yaml' in quotes.");
    }

    public void Dispose() => _objects?.Dispose();

    private static DocumentSet OfFiles(FilePattern pattern) => OfFiles(pattern.Folder, pattern.Matches);

    private static DocumentSet OfFiles(string folder, Func<string, bool> isWanted)
    {
        string root = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(root))
            return new DocumentSet([], null);
        return new DocumentSet([.. FolderFiles.Below(root).Where(isWanted).Select(path => OfFile(folder, path, root))], null);
    }

    private static SetDocument OfFile(string folder, string path, string root)
    {
        string file = folder + path;
        return new SetDocument(path, () => MayBeDocument(path) ? Bytes(file) : default, () => DocumentBundle.FromFile(file, rootFolder: root));
    }

    private static ReadOnlyMemory<byte> Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{file} cannot be read: {error.Message}", "Check the file's permissions.");
        }
    }

    private static async Task<DocumentSet?> OfGitAsync(string revision, string path, CancellationToken stop)
    {
        FilePattern? pattern = FilePattern.IsPattern(path) ? new FilePattern(path) : null;
        string folder = pattern?.Folder ?? (path.Length == 0 || path.EndsWith('/') ? path : path + "/");
        GitObjects objects = new();
        string? tree = new[] { $"{revision}:./{folder}", $"{revision}:{folder}" }.Select(name => name.TrimEnd('/')).FirstOrDefault(objects.IsTree);
        if (tree is null)
        {
            objects.Dispose();
            // Not a folder there: a file, or nothing. The pattern of a folder that is not there matches nothing.
            return pattern is null ? null : new DocumentSet([], null);
        }

        SortedDictionary<string, string> files = await GitTree.ListAsync(tree, stop);
        return new DocumentSet(new GitDocuments(objects, folder).Of(files, file => pattern?.Matches(file) ?? true), objects);
    }
}
