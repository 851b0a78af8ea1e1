using ApiGovernance.Diff.Sets;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>
/// The documents of a folder in one revision after the other. A document of which no file changed is the same instance as before, so that
/// it is neither read nor compared again.
/// </summary>
/// <param name="shown">The folder as findings show it, with its slash; empty for none.</param>
internal sealed class GitDocuments(GitObjects objects, string shown)
{
    private readonly Dictionary<string, (SetDocument Document, Dictionary<string, string?> Read)> _known = new(StringComparer.Ordinal);

    /// <param name="files">Hashes by path.</param>
    /// <param name="isDocument">Which of them may be documents by themselves.</param>
    public IReadOnlyList<SetDocument> Of(IReadOnlyDictionary<string, string> files, Func<string, bool> isDocument) =>
        [.. files.Keys.Where(isDocument).Select(path => Of(files, path))];

    private SetDocument Of(IReadOnlyDictionary<string, string> files, string path)
    {
        if (_known.TryGetValue(path, out (SetDocument Document, Dictionary<string, string?> Read) known))
        {
            // Which files belong to it is known when it has been read, and not before.
            known.Document.Load();
            // A file that was missing then must still be missing.
            if (known.Read.All(file => files.GetValueOrDefault(file.Key) == file.Value))
                return known.Document;
        }

        Dictionary<string, string?> read = new(StringComparer.Ordinal) { [path] = files[path] };
        ReadOnlyMemory<byte>? Open(string file)
        {
            read[file] = files.GetValueOrDefault(file);
            return read[file] is { } hash && objects.Read(hash) is { } bytes ? bytes : (ReadOnlyMemory<byte>?)null;
        }

        SetDocument document = new(
            path,
            () => DocumentSet.MayBeDocument(path) ? Open(path) ?? default : default,
            () => DocumentBundle.Load(path, Open, shown: file => shown + file));
        _known[path] = (document, read);
        return document;
    }
}
