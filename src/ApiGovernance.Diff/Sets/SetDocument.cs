using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Sets;

/// <summary>A file of a set, read when it is asked for and then kept. The same instance in two sets means that nothing of it changed.</summary>
public sealed class SetDocument
{
    private readonly Lazy<DocumentBundle?> _bundle;
    private readonly Lazy<ContractReadResult?> _read;

    /// <param name="path">Inside the set, with forward slashes.</param>
    /// <param name="bytes">The file itself.</param>
    /// <param name="load">The file with all that its references name; what is inside the bundle has the set's paths.</param>
    public SetDocument(string path, Func<ReadOnlyMemory<byte>> bytes, Func<DocumentBundle> load)
    {
        Path = path;
        // Most files of a folder are nothing that can be compared, and are not read as such.
        _bundle = new(() => IsWorthReading(bytes().Span) ? load() : null, isThreadSafe: false);
        _read = new(() => Kind == DocumentKind.OpenApi ? ContractReader.Read(Bundle!) : null, isThreadSafe: false);
    }

    public string Path { get; }

    /// <summary>Reads it now, with all that its references name.</summary>
    public void Load() => _ = _bundle.Value;

    /// <summary>It says that it describes an API, and cannot be read.</summary>
    public bool IsUnreadable => Bundle is { } bundle && (!bundle.Root.IsReadable || _read.Value is { IsFatal: true });

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem => IsUnreadable ? Reason.Message : null;

    /// <summary>The set's paths of this file and of all that its references name.</summary>
    public IEnumerable<string> Parts => Bundle?.Documents.Keys.Select(DocumentReader.PathOf).OfType<string>() ?? [Path];

    internal DocumentBundle? Bundle => _bundle.Value;

    /// <summary>What it describes; unknown for what cannot be read.</summary>
    internal DocumentKind Kind => Bundle is null ? DocumentKind.Unknown : DocumentDiff.KindOf(Bundle);

    /// <summary>It is, or says that it is, something that can be compared.</summary>
    internal bool IsDescription => IsUnreadable || Kind != DocumentKind.Unknown;

    internal ApiContract? Contract => _read.Value?.Contract;

    internal string Title => Text("title") ?? "";

    internal string? Version => Text("version");

    /// <summary>Of what cannot be read: why.</summary>
    internal Finding Reason => (Bundle!.Root.IsReadable ? _read.Value!.Findings : Bundle.Root.Findings)
        .Where(finding => finding.Severity == Severity.Error)
        .OrderBy(finding => DocumentFindingCatalog.Find(finding.RuleId) is { IsFatal: true } ? 0 : 1)
        .First();

    // A schema alone has no info and no version; its title may be anybody's.
    private string? Text(string name) => Bundle?.Root.Root["info"]?[name]?.Text;

    private static bool IsWorthReading(ReadOnlySpan<byte> text) =>
        text.IndexOf("openapi"u8) >= 0 || text.IndexOf("swagger"u8) >= 0 || text.IndexOf("asyncapi"u8) >= 0
        // Other files name schemas as well, but those of an editor or a build are not on this site.
        || text.IndexOf("//json-schema.org/"u8) >= 0
        // UTF-16, which YAML allows.
        || text.IndexOf("o\0p\0e\0n\0a\0p\0i"u8) >= 0 || text.IndexOf("s\0w\0a\0g\0g\0e\0r"u8) >= 0;
}
