using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Lint;

/// <summary>One document to lint.</summary>
/// <param name="Name">As it was given, or as a pattern found it; reports show it.</param>
internal abstract record LintInput(string Name)
{
    /// <summary>A folder or a pattern found it: it may be something that is not linted.</summary>
    public bool IsFound { get; init; }

    /// <exception cref="CommandRefusal">It cannot be opened at all.</exception>
    public abstract Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken stop);
}

/// <summary>A document that is named by itself, wherever it comes from.</summary>
internal sealed record NamedInput(DocumentInput Input) : LintInput(Input.Text)
{
    public override Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken stop) => Input.LoadAsync(catalog, stop);
}

/// <summary>A file of the disk.</summary>
/// <param name="File">Its path as it is shown.</param>
/// <param name="Root">The folder whose files its references may reach; null for its own.</param>
internal sealed record DiskInput(string File, string? Root) : LintInput(File)
{
    public override Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken stop) =>
        Root is null ? new FileInput(File).LoadAsync(catalog, stop) : Task.FromResult(DocumentBundle.FromFile(File, rootFolder: Root));

    /// <param name="changed">Texts that count instead of those on disk, by full paths.</param>
    public DocumentBundle Load(IReadOnlyDictionary<string, byte[]> changed) => DocumentBundle.FromFile(File, rootFolder: Root, changed: changed);

    /// <summary>Its folder as a bundle takes it.</summary>
    public string BundleFolder => Path.GetFullPath(Root ?? (Path.GetDirectoryName(File) is { Length: > 0 } folder ? folder : "."));
}
