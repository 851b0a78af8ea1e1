using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Baselines;

/// <summary>
/// Reads and writes baselines: <c>{ "format": "apigov-baseline/1", "findings": [ { "file", "rule", "pointer", "fingerprint", "count" } ] }</c>.
/// There are no line numbers and no messages in it, so that it changes only when the findings do. A JSON or SARIF report of an earlier
/// run is read as well.
/// </summary>
public static class BaselineFile
{
    private const string Format = "apigov-baseline/1";
    private const string ReportFormat = "apigov-report/1";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is in the file, or what is wrong with it.</summary>
    /// <param name="path">Of the file; its folder is that of the entries, while reports have paths from the working folder.</param>
    public static (Baseline? Baseline, string? Problem) Read(string path, ReadOnlyMemory<byte> bytes)
    {
        SourceDocument document = DocumentReader.Read(path, bytes);
        if (!document.IsReadable)
            return (null, $"it is no JSON: {document.Findings[0].Source} {document.Findings[0].Message}");
        DocumentNode root = document.Root;
        if (root["format"]?.AsString == Format)
            return (new Baseline(FolderOf(path), [.. Items(root["findings"]).Select(Entry).OfType<BaselineEntry>()]), null);
        if (root["format"]?.AsString == ReportFormat)
            return (new Baseline(Directory.GetCurrentDirectory(), Sum(Items(root["findings"]).Where(finding => finding["suppression"] is null).Select(Entry))), null);
        if (root["version"]?.AsString == "2.1.0" && root["runs"] is { IsArray: true } runs)
        {
            DocumentNode[] results = [.. runs.Items.SelectMany(run => Items(run["results"])).Where(result => result["suppressions"] is null && result["baselineState"]?.AsString != "absent")];
            IReadOnlyList<BaselineEntry> entries = Sum(results.Select(SarifEntry));
            return results.Length > 0 && entries.Count == 0
                ? (null, "its results have no fingerprints of apigov, so another tool wrote it")
                : (new Baseline(Directory.GetCurrentDirectory(), entries), null);
        }

        return (null, "it is neither a baseline nor a JSON or SARIF report of apigov");
    }

    /// <summary>Whether it may be written over: a report is another file's work.</summary>
    public static bool IsBaseline(ReadOnlyMemory<byte> bytes) => DocumentReader.Read("baseline", bytes).Root["format"]?.AsString == Format;

    public static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetFullPath(path);

    public static string Write(Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteStartArray("findings");
            foreach (BaselineEntry entry in baseline.Entries)
            {
                json.WriteStartObject();
                json.WriteString("file", entry.File);
                json.WriteString("rule", entry.Rule);
                json.WriteString("pointer", entry.Pointer);
                json.WriteString("fingerprint", entry.Fingerprint);
                json.WriteNumber("count", entry.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static IReadOnlyList<DocumentNode> Items(DocumentNode? node) => node?.Items ?? [];

    private static DocumentNode? First(DocumentNode? node) => Items(node) is [{ } first, ..] ? first : null;

    private static BaselineEntry? Entry(DocumentNode finding) => finding["fingerprint"]?.AsString is { } fingerprint
        ? new BaselineEntry(
            finding["file"]?.AsString ?? "", fingerprint, finding["rule"]?.AsString ?? "", finding["pointer"]?.AsString ?? "",
            int.TryParse(finding["count"]?.Text, out int count) ? count : 1)
        : null;

    private static BaselineEntry? SarifEntry(DocumentNode result)
    {
        DocumentNode? location = First(result["locations"]);
        string uri = location?["physicalLocation"]?["artifactLocation"]?["uri"]?.AsString ?? "";
        string file = Uri.TryCreate(uri, UriKind.Absolute, out Uri? absolute) && absolute.IsFile ? absolute.LocalPath : Uri.UnescapeDataString(uri);
        return result["partialFingerprints"]?["apigovFingerprint/v1"]?.AsString is { } fingerprint
            ? new BaselineEntry(file, fingerprint, result["ruleId"]?.AsString ?? "", First(location?["logicalLocations"])?["fullyQualifiedName"]?.AsString?.TrimStart('#') ?? "", 1)
            : null;
    }

    private static string FromHere(string file) => file.Length == 0 ? "" : Path.GetRelativePath(".", Path.GetFullPath(file)).Replace('\\', '/');

    private static IReadOnlyList<BaselineEntry> Sum(IEnumerable<BaselineEntry?> entries) =>
        [.. entries.OfType<BaselineEntry>().Select(entry => entry with { File = FromHere(entry.File) }).GroupBy(entry => (entry.File, entry.Fingerprint)).Select(group => group.First() with { Count = group.Sum(entry => entry.Count) })];
}
