using ApiGovernance.Linting.JavaScript;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>The files that rulesets are made of, on the disk or behind addresses; each is read once.</summary>
internal sealed class RulesetFiles(RulesetReadOptions options)
{
    /// <summary>More than any ruleset has, and a bound where files extend each other in many ways.</summary>
    private const int MaxBytes = 32 * 1024 * 1024;

    private readonly Dictionary<string, ReadOnlyMemory<byte>?> _bytes = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    // Files that a caller hands in are nobody's disk.
    private readonly ScriptFolders? _scripts = options.Open is null ? new ScriptFolders(options.PackageFolders) : null;

    public bool MayFetch => options.Fetch is not null;

    /// <summary>The content of a path or address; null where there is none, or where addresses are refused.</summary>
    public ReadOnlyMemory<byte>? Open(string path)
    {
        // What tidies paths makes one slash of two.
        if (path.StartsWith("https:/", StringComparison.Ordinal) && !IsUrl(path))
            path = path.Insert("https:/".Length, "/");
        lock (_lock)
        {
            if (!_bytes.TryGetValue(path, out ReadOnlyMemory<byte>? bytes))
                _bytes[path] = bytes = Read(path);
            return bytes;
        }
    }

    /// <summary>The project of a ruleset may hold JavaScript for it.</summary>
    public void AllowScriptsOf(string ruleset)
    {
        if (!IsUrl(ruleset))
            _scripts?.Add(ruleset);
    }

    /// <summary>The content of a module of JavaScript; null where there is none.</summary>
    /// <exception cref="RulesetScriptException">It lies where rulesets have nothing to look for.</exception>
    public ReadOnlyMemory<byte>? OpenScript(string path)
    {
        if (!IsUrl(path) && !path.StartsWith("https:/", StringComparison.Ordinal))
            _scripts?.Check(path);
        return Open(path);
    }

    public static bool IsUrl(string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path as a file writes it, seen from that file.</summary>
    public static string Beside(string file, string path)
    {
        if (IsUrl(path))
            return path;
        return IsUrl(file) ? new Uri(new Uri(file), path).AbsoluteUri : Normal(Path.Combine(Path.GetDirectoryName(file) ?? "", path));
    }

    /// <summary>One spelling for each path: relative to the working directory, with forward slashes.</summary>
    public static string Normal(string path) => IsUrl(path) ? path : Path.GetRelativePath(".", path).Replace('\\', '/');

    /// <summary>The end of the name with its dot, in small letters; of an address, without its query.</summary>
    public static string Extension(string path) =>
        Path.GetExtension(IsUrl(path) && Uri.TryCreate(path, UriKind.Absolute, out Uri? uri) ? uri.AbsolutePath : path).ToLowerInvariant();

    private ReadOnlyMemory<byte>? Read(string path)
    {
        if (!IsUrl(path))
            return options.Open is { } open ? open(path) : FromDisk(path);
        // Not by `?:`, in which null becomes an empty text: arrays convert to memory, the null array too.
        if (options.Fetch?.Invoke(new Uri(path)) is not { } bytes)
            return null;
        return bytes;
    }

    private static ReadOnlyMemory<byte>? FromDisk(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists || file.Length > MaxBytes)
                return null;
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
