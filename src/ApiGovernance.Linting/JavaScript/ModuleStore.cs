using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using ApiGovernance.OpenApi.Documents;
using Jint;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// The modules that rulesets are made of: their own files, the packages beside them, and the library that stands in for the packages
/// of Spectral's project and lodash. Parsed once; safe for many threads.
/// </summary>
/// <param name="open">The bytes of a file by its path; null where there is none.</param>
internal sealed class ModuleStore(Func<string, ReadOnlyMemory<byte>?> open)
{
    /// <summary>What engines answer themselves: <see cref="ScriptHost"/>.</summary>
    public const string Host = "apigov:host";

    /// <summary>URL and URLSearchParams.</summary>
    public const string WebUrl = LibraryPrefix + "web-url";

    public const string Functions = "@stoplight/spectral-functions";

    private const string LibraryPrefix = "apigov:library/";

    private static readonly string[] Endings = ["", ".js", ".mjs", ".cjs", ".json", "/index.js", "/index.mjs", "/index.cjs", "/index.json"];

    private static readonly ConcurrentDictionary<string, ModuleText> Library = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, ModuleText?> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DocumentNode?> _packages = new(StringComparer.Ordinal);

    /// <summary>The path of a module by what a script calls it.</summary>
    /// <param name="from">The path of the module that asks; null for a path of the ruleset.</param>
    /// <param name="required">By <c>require</c>, not by <c>import</c>: packages may answer the two differently.</param>
    /// <exception cref="RulesetScriptException"/>
    public string Resolve(string? from, string name, bool required)
    {
        if (name is Host or Functions || name.StartsWith(LibraryPrefix, StringComparison.Ordinal))
            return name;
        if (LibraryName(name) is { } library)
            return LibraryPrefix + library;
        if (from is null)
            return File(name) ?? throw new RulesetScriptException($"there is no file `{name}`");
        if (name.StartsWith('.') || name.StartsWith('/'))
        {
            string path = name.StartsWith('/') ? name : Normal(Folder(from) + "/" + name);
            return File(path) ?? throw new RulesetScriptException($"`{from}` imports `{name}`, and there is no file `{path}`");
        }

        return Package(from, name, required) ?? throw new RulesetScriptException(
            name.StartsWith("node:", StringComparison.Ordinal) || NodeModules.Contains(name)
                ? $"`{from}` imports `{name}` of Node.js; functions run without files, network and processes"
                : $"`{from}` imports the package `{name}`, which is in no `node_modules` folder beside it");
    }

    /// <exception cref="RulesetScriptException">There is no such file, or it cannot be read.</exception>
    public ModuleText Text(string path) => path.StartsWith(LibraryPrefix, StringComparison.Ordinal)
        ? Library.GetOrAdd(path, static path => ModuleText.Parse(path, Embedded(path[LibraryPrefix.Length..])))
        : Load(path) ?? throw new RulesetScriptException($"there is no file `{path}`");

    /// <summary>The folder of a path, without a slash at its end; a dot for the working directory.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : path.StartsWith('/') ? "" : ".";

    private static readonly HashSet<string> NodeModules = ["fs", "fs/promises", "http", "https", "net", "crypto", "child_process", "stream", "events", "assert", "process", "buffer", "worker_threads", "vm", "module"];

    private static string? LibraryName(string name) => name switch
    {
        "@stoplight/spectral-core" or "@stoplight/spectral-core/dist" => "spectral-core",
        "@stoplight/spectral-formats" => "spectral-formats",
        "@stoplight/spectral-rulesets" => "spectral-rulesets",
        "@stoplight/spectral-runtime" => "spectral-runtime",
        "@stoplight/json" => "json",
        "@stoplight/types" => "types",
        "lodash" or "lodash-es" => "lodash",
        "os" or "node:os" => "node-os",
        "tty" or "node:tty" => "node-tty",
        "path" or "node:path" => "node-path",
        "url" or "node:url" => "node-url",
        "util" or "node:util" => "node-util",
        _ => null,
    };

    private static string Embedded(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"JavaScript/{name}.js")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private string? File(string path)
    {
        path = Normal(path);
        if (path.EndsWith(".ts", StringComparison.Ordinal) || path.EndsWith(".mts", StringComparison.Ordinal))
            throw new RulesetScriptException($"`{path}` is TypeScript, which is not run; compile it to JavaScript");
        return Endings.Select(ending => path + ending).FirstOrDefault(candidate => Load(candidate) is not null)
            ?? (open(path + ".ts") is null ? null : throw new RulesetScriptException($"`{path}.ts` is TypeScript, which is not run; compile it to JavaScript"));
    }

    private ModuleText? Load(string path) => _files.GetOrAdd(path, path =>
    {
        try
        {
            if (path.EndsWith('/') || open(path) is not { } bytes)
                return null;
            ModuleText text = ModuleText.Parse(path, Decode(bytes));
            return text.BigNumber is { } line ? throw new RulesetScriptException($"`{path}` uses BigInt, which is not to be had", line) : text;
        }
        catch (ScriptPreparationException error)
        {
            Acornima.ParseErrorException? cause = error.InnerException as Acornima.ParseErrorException;
            throw new RulesetScriptException($"`{path}` is no JavaScript that can be read: {cause?.Message ?? error.Message}", cause?.LineNumber);
        }
    });

    private static string Decode(ReadOnlyMemory<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes.Span);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    private string? Package(string from, string name, bool required)
    {
        string[] parts = name.Split('/');
        int own = name.StartsWith('@') ? 2 : 1;
        string package = string.Join('/', parts.Take(own)), inside = string.Join('/', parts.Skip(own));
        foreach (string folder in Above(Folder(from)))
        {
            string root = Normal($"{folder}/node_modules/{package}");
            if (Description(root) is not { } description)
                continue;
            if (PackageEntry.Of(description, inside, required) is { } entry && File($"{root}/{entry}") is { } file)
                return file;
            return inside.Length == 0 ? File($"{root}/index") : null;
        }

        return null;
    }

    private DocumentNode? Description(string root) => _packages.GetOrAdd(
        root, root => open($"{root}/package.json") is { } bytes ? DocumentReader.Read($"{root}/package.json", bytes).Root : null);

    private static IEnumerable<string> Above(string folder)
    {
        for (int i = 0; i < 64 && folder is not ("." or ""); i++)
        {
            yield return folder;
            folder = folder is ".." || folder.EndsWith("/..", StringComparison.Ordinal) ? folder + "/.." : Folder(folder);
        }

        yield return folder;
        if (folder != ".")
            yield break;
        for (string above = ".."; above.Length < 32; above += "/..")
            yield return above;
    }

    /// <summary>Without `.` and, where something stands before it, without `..`.</summary>
    private static string Normal(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("..") && !(parts.Count == 1 && parts[0].Length == 0))
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
