using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.RulesetTests;

/// <summary>
/// Reads test cases: <c>ruleset: FILE</c> and <c>cases: [{name, document, expect: [{rule, at, line, message, severity}], absent: [rule]}]</c>.
/// A case that would check nothing is an error, for it would always pass.
/// </summary>
public sealed class RulesetTestReader
{
    private static readonly string[] FileMembers = ["ruleset", "cases"];
    private static readonly string[] CaseMembers = ["name", "document", "path", "expect", "absent"];
    private static readonly string[] ExpectMembers = ["rule", "at", "line", "message", "severity"];

    private readonly List<Finding> _findings = [];

    private RulesetTestReader()
    {
    }

    /// <returns>Null when something in the file is wrong; the findings say what.</returns>
    public static (RulesetTestFile? File, IReadOnlyList<Finding> Findings) Read(SourceDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        RulesetTestReader reader = new();
        reader._findings.AddRange(document.Findings);
        RulesetTestFile? file = document.IsReadable ? reader.File(document) : null;
        return (reader._findings.Any(finding => finding.Severity == Severity.Error) ? null : file, reader._findings);
    }

    private RulesetTestFile? File(SourceDocument document)
    {
        DocumentNode root = document.Root;
        AllowOnly(root, FileMembers);
        if (root["ruleset"]?.AsString is not { Length: > 0 } ruleset)
        {
            Wrong(root, "`ruleset` is missing.", "Name the ruleset that the cases are for, e.g. `ruleset: house.yaml`.");
            return null;
        }

        if (root["cases"] is not { IsArray: true, Items.Count: > 0 } cases)
        {
            Wrong(root["cases"] ?? root, "`cases` must list one or more cases.", "Write `cases: [{name: ..., document: ..., expect: [{rule: ...}]}]`.");
            return null;
        }

        return new RulesetTestFile(document.Path, ruleset, [.. cases.Items.Select(Case)]);
    }

    private RulesetTestCase Case(DocumentNode node, int index)
    {
        AllowOnly(node, CaseMembers);
        string name = node["name"]?.AsString is { Length: > 0 } given ? given : string.Create(CultureInfo.InvariantCulture, $"case {index + 1}");
        RulesetTestCase test = new(name, node.Span)
        {
            Expect = [.. (node["expect"]?.Items ?? []).Select(Expected)],
            Absent = [.. (node["absent"]?.Items ?? []).Select(item => item.AsString ?? "")],
            DocumentPath = node["path"]?.AsString ?? "openapi.yaml",
        };
        if (test.Expect.Count + test.Absent.Count == 0)
            Wrong(node, $"The case `{name}` checks nothing.", "List findings in `expect`, or rules that find nothing in `absent`.");
        DocumentNode? document = node["document"];
        switch (document)
        {
            case { AsString: { Length: > 0 } text } when IsText(text):
                return test with { Text = System.Text.Encoding.UTF8.GetBytes(text) };
            case { AsString: { Length: > 0 } file }:
                return test with { DocumentFile = file };
            case { IsObject: true }:
                return test with { Text = document.ToJson() };
            default:
                Wrong(document ?? node, $"The case `{name}` has no document.", "Write the text in `document`, or the path of a file beside this one.");
                return test;
        }
    }

    private ExpectedFinding Expected(DocumentNode node)
    {
        if (node.AsString is { } id)
            return new ExpectedFinding(id, null, null, null, null);
        AllowOnly(node, ExpectMembers);
        if (node["rule"]?.AsString is not { Length: > 0 } rule)
        {
            Wrong(node, "An expected finding names no `rule`.", "Write {rule: ID, at: /a/json/pointer}.");
            return new ExpectedFinding("", null, null, null, null);
        }

        string? at = node["at"]?.AsString;
        if (at is not null && JsonPointer.Parse(at.TrimStart('#')) is null)
            Wrong(node["at"]!, $"`{at}` is no JSON pointer.", "Write one such as /paths/~1orders/get, or \"\" for the whole document.");
        int? line = null;
        if (node["line"] is { } number)
        {
            if (int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0)
                line = value;
            else
                Wrong(number, "`line` is a number from 1.", "Count the lines of the document from 1.");
        }

        return new ExpectedFinding(rule, at?.TrimStart('#'), line, node["message"]?.AsString, ExpectedSeverity(node["severity"]));
    }

    private Severity? ExpectedSeverity(DocumentNode? node)
    {
        switch (node?.Text)
        {
            case null:
                return null;
            case "error" or "0":
                return Severity.Error;
            case "warn" or "warning" or "1":
                return Severity.Warning;
            case "info" or "2":
                return Severity.Info;
            case "hint" or "3":
                return Severity.Hint;
            default:
                Wrong(node, $"`{node.Text}` is no severity.", "Write error, warn, info or hint.");
                return null;
        }
    }

    // A path has no line break, and no document worth testing is one line without a brace or a colon followed by a blank.
    private static bool IsText(string text) => text.Contains('\n', StringComparison.Ordinal) || text.TrimStart().StartsWith('{') || text.Contains(": ", StringComparison.Ordinal);

    private void AllowOnly(DocumentNode node, string[] known)
    {
        if (!node.IsObject)
            Wrong(node, "This must be an object.", $"Write one with {string.Join(", ", known)}.");
        foreach (DocumentMember member in node.Members.Where(member => !known.Contains(member.Name)))
            Wrong(member.Value, $"`{member.Name}` is unknown here.", $"Known are {string.Join(", ", known)}.");
    }

    private void Wrong(DocumentNode node, string message, string fix) => _findings.Add(new Finding
    {
        Kind = FindingKind.Policy,
        RuleId = "ruleset-test-invalid",
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = node.Span,
    });
}
