using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies.Import;

/// <summary>What is understood of the files, as a CompatibilityPolicy.</summary>
internal sealed class ImportedPolicy
{
    private readonly SortedDictionary<string, (Severity? Severity, OasdiffLine Line)> _severities = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Method, string Path, List<OasdiffLine> Lines)> _ignored = [];
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Several of their ids may be one of ours; the heaviest level is kept, so that nothing is let through that was not before.</summary>
    public void Weigh(string id, Severity? severity, OasdiffLine line)
    {
        if (_severities.TryGetValue(id, out (Severity? Severity, OasdiffLine Line) other))
        {
            if (other.Severity == severity)
                return;
            bool keep = (other.Severity ?? (Severity)int.MaxValue) < (severity ?? (Severity)int.MaxValue);
            Report(line, $"`{id}` has another level in line {other.Line.Number} of {other.Line.File}; the heavier one is kept.", "Decide for one.");
            if (keep)
                return;
        }

        _severities[id] = (severity, line);
    }

    public void Ignore(string id, string method, string path, OasdiffLine line)
    {
        int known = _ignored.FindIndex(entry => (entry.Id, entry.Method, entry.Path) == (id, method, path));
        if (known >= 0)
            _ignored[known].Lines.Add(line);
        else
            _ignored.Add((id, method, path, [line]));
    }

    public void Report(OasdiffLine line, string message, string fix) => Add(line, Severity.Warning, message, fix);

    public void Note(OasdiffLine line, string message) => Add(line, Severity.Info, message, null);

    public string Write(IEnumerable<string> files)
    {
        StringBuilder yaml = new();
        yaml.Append("# Imported from ").AppendJoin(", ", files.Select(Line)).Append(".\n");
        yaml.Append("apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata:\n  name: imported\n  title: Imported from an oasdiff configuration\nspec:\n");
        if (_severities.Count + _ignored.Count == 0)
            yaml.Append("  severities: {}\n");
        if (_severities.Count > 0)
        {
            yaml.Append("  severities:\n");
            foreach ((string id, (Severity? severity, _)) in _severities)
                yaml.Append("    ").Append(id).Append(": ").Append(severity is { } value ? Words<Severity>.Of(value) : "\"off\"").Append('\n');
        }

        if (_ignored.Count > 0)
        {
            yaml.Append("  # Wider than the lines they come from: an entry covers every change of its id on the operation, without an end. Give it an\n");
            yaml.Append("  # `until`, or delete it and waive the one finding that is meant.\n  ignore:\n");
            foreach ((string id, string method, string path, List<OasdiffLine> lines) in _ignored)
            {
                yaml.Append("    # ").AppendJoin(", ", lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{Line(line.File)}:{line.Number}"))).Append('\n');
                yaml.Append("    - id: ").Append(id).Append("\n      match: {method: ").Append(method).Append(", path: ").Append(Quoted(path)).Append("}\n");
                yaml.Append("      reason: ").Append(Quoted(lines[0].Text)).Append('\n');
            }
        }

        return yaml.ToString();
    }

    private void Add(OasdiffLine line, Severity severity, string message, string? fix) => _findings.Add(new Finding
    {
        Kind = FindingKind.Policy,
        RuleId = "oasdiff-import",
        Severity = severity,
        Message = message,
        Fix = fix,
        Source = line.Span,
    });

    /// <summary>A comment must not end early.</summary>
    private static string Line(string text) => text.ReplaceLineEndings(" ");

    // A text in JSON is one in YAML.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
