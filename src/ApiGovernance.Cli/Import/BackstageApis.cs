using System.Text.Json.Nodes;
using ApiGovernance.Cli.Export;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Import;

/// <summary>APIs of Backstage that have an OpenAPI definition.</summary>
internal sealed class BackstageApis(ExportedFolder folder, ImportNotes notes, BackstageSystems systems)
{
    private static readonly Dictionary<string, string> Stages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["production"] = "active",
        ["experimental"] = "preview",
        ["deprecated"] = "deprecated",
        ["design"] = "design",
        ["development"] = "development",
        ["preview"] = "preview",
        ["active"] = "active",
        ["retired"] = "retired",
    };

    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);
    private readonly HashSet<string> _backends = new(StringComparer.Ordinal);

    /// <summary>Names of those that were not taken.</summary>
    public IReadOnlySet<string> Skipped => _skipped;

    /// <summary>Systems that are a back end.</summary>
    public IReadOnlySet<string> Backends => _backends;

    /// <summary>Whether it is of a type that is governed here; the others are named.</summary>
    public bool IsTaken(BackstageEntity api)
    {
        string type = api.Text("spec", "type") ?? "";
        if (type == "openapi")
            return true;
        _skipped.Add(BackstageNames.Ours(api.Name) ?? api.Name);
        notes.Warning(
            api.Place("spec", "type"), $"{api} is of type `{type}` and skipped: only OpenAPI contracts are served and governed as APIs.",
            type == "asyncapi" ? "Describe its events as EventContract records in events/ (docs/catalog-records.md)." : "Leave it in Backstage.");
        return false;
    }

    /// <summary>Null when there is no contract to be had.</summary>
    public JsonObject? SpecOf(BackstageEntity api, string name)
    {
        if (DefinitionOf(api) is not { } contract)
        {
            _skipped.Add(name);
            return null;
        }

        string? system = BackstageNames.Named(api, "system", "system", notes);
        string? domain = api.Own("domain") ?? systems.DomainOf(system);
        if (domain is null && system is not null)
        {
            domain = system;
            notes.Warning(api.Place("spec", "system"), $"{api}: its system has no domain; the system's name is written as its domain.", $"Correct `domain`, or annotate it with {BackstageEntity.Prefix}domain.");
        }

        string? backend = api.Own("backend");
        if (backend is null && system is not null)
            _backends.Add(backend = system);
        string version = VersionOf(api, contract);
        string file = $"{version}/openapi.{(IsJson(contract) ? "json" : "yaml")}";
        folder.Add($"apis/{name}/{file}", contract);

        JsonObject spec = [];
        Put(spec, "owner", BackstageNames.Named(api, "owner", "group", notes));
        Put(spec, "domain", domain);
        Put(spec, "entity", api.Own("entity"));
        Put(spec, "visibility", api.Own("visibility"));
        Put(spec, "dataClassification", api.Own("data-classification"));
        Put(spec, "backend", backend);
        Put(spec, "system", system);
        Put(spec, "basePath", BasePath(api, domain, name));
        spec["versions"] = new JsonArray(new JsonObject { ["name"] = version, ["stage"] = StageOf(api), ["contract"] = file });
        return spec;
    }

    private static void Put(JsonObject spec, string member, string? text)
    {
        if (text is not null)
            spec[member] = text;
    }

    private string? BasePath(BackstageEntity api, string? domain, string name)
    {
        if (api.Own("base-path") is { } own)
            return own;
        if (domain is null)
            return null;
        notes.Warning(
            api.Place("metadata", "name"), $"{api}: Backstage does not tell on what path the gateway serves it; /{domain}/{name} is written.",
            $"Correct `basePath`, or annotate it with {BackstageEntity.Prefix}base-path.");
        return $"/{domain}/{name}";
    }

    private string StageOf(BackstageEntity api)
    {
        string lifecycle = api.Text("spec", "lifecycle") ?? "";
        if (Stages.TryGetValue(lifecycle, out string? stage))
            return stage;
        notes.Warning(api.Place("spec", "lifecycle"), $"{api}: the lifecycle `{lifecycle}` is not known here; `development` is written, which is not served.", "Correct `stage`.");
        return "development";
    }

    /// <summary>The annotation, else v and the major number of the contract's version.</summary>
    private string VersionOf(BackstageEntity api, byte[] contract)
    {
        if (api.Own("version") is { } own)
            return own;
        string? written = DocumentReader.Read(api.File, contract).Root["info"]?["version"]?.Text;
        string major = new([.. (written ?? "").TrimStart('v', 'V').TakeWhile(char.IsAsciiDigit)]);
        if (major.Length is > 0 and <= 6)
            return $"v{major}";
        notes.Warning(api.Place("spec", "definition"), $"{api}: its contract's version `{written}` has no major number; it is called v1.", $"Annotate it with {BackstageEntity.Prefix}version.");
        return "v1";
    }

    private byte[]? DefinitionOf(BackstageEntity api)
    {
        DocumentNode? definition = api.At("spec", "definition");
        if (definition?.AsString is { Length: > 0 } text)
            return System.Text.Encoding.UTF8.GetBytes(text);
        DocumentMember? reference = definition?.Members.FirstOrDefault(member => member.Name is "$text" or "$openapi" or "$json" or "$yaml");
        if (reference?.Value.AsString is not { Length: > 0 } target)
            return None(api.Place("spec", "definition"), $"{api} has no definition, neither a text nor $text.", "Add it, or register the API without a contract.");
        if (Uri.TryCreate(target, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            return None(reference.Value.Span, $"{api}: its definition is at {target}; nothing is fetched from a network.", "Download it beside the file and write `$text: ./openapi.yaml`.");
        string path = Path.Combine(Path.GetDirectoryName(api.File) ?? "", target).Replace('\\', '/');
        if (Path.IsPathRooted(target) || !File.Exists(path))
            return None(reference.Value.Span, $"{api}: there is no file {path}, which its definition names.", "Put it there, or correct `$text`.");
        // What an entity names is copied into a folder that others read: files that have nothing to do with it stay where they are.
        if (!IsWithin(path, Path.GetDirectoryName(api.File) ?? "") && !IsWithin(path, "."))
            return None(reference.Value.Span, $"{api}: {path}, which its definition names, is neither below the file's folder nor below the current one.", "Run the import in the folder that has both.");
        try
        {
            DocumentBundle bundle = DocumentBundle.FromFile(path);
            return bundle.Documents.Count == 1 ? bundle.Root.Bytes.ToArray() : bundle.ToSingleDocument();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return None(reference.Value.Span, $"{api}: {path} cannot be read: {error.Message}", "Check who may read it.");
        }
    }

    private static bool IsWithin(string file, string folder)
    {
        string path = Path.GetFullPath(file);
        string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return target.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Length == 0 ? "." : folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private byte[]? None(SourceSpan place, string text, string fix)
    {
        notes.Error(place, text, fix);
        return null;
    }

    private static bool IsJson(ReadOnlySpan<byte> contract)
    {
        int first = contract.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && contract[first] == '{';
    }
}
