using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.Governance;

/// <summary>What policies/lint/examples says of a rule: why it is there, a contract that breaks it and one that keeps it.</summary>
internal sealed record RuleExample(string RuleId, string Why, string Frame, string Bad, IReadOnlyList<string> At, string Good)
{
    private static readonly string Folder = RepositoryPaths.At("policies/lint/examples");

    private static readonly string[] Members = ["why", "frame", "bad", "at", "good"];

    /// <summary>By the id of the rule, which is the name of the file.</summary>
    public static IReadOnlyDictionary<string, RuleExample> All { get; } = Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
        .Select(Read).ToDictionary(example => example.RuleId, StringComparer.Ordinal);

    /// <summary>A fragment completed by the frame: objects are merged, all else replaces.</summary>
    public DocumentBundle Complete(string fragment)
    {
        DocumentNode frame = Parse($"{Frame}.yaml", File.ReadAllText(Path.Combine(Folder, "frames", Frame + ".yaml")));
        return DocumentBundle.FromBytes("contract.json", Merge(frame, Parse("fragment.yaml", fragment)).ToJson());
    }

    private static RuleExample Read(string file)
    {
        DocumentNode example = Parse(Path.GetFileName(file), File.ReadAllText(file));
        example.Members.Select(member => member.Name).ShouldBeSubsetOf(Members, file);
        string Text(string name) => example[name]?.AsString ?? throw new InvalidDataException($"{file} has no `{name}`.");
        string[] at = [.. (example["at"]?.Items ?? []).Select(item => item.Text!).Order(StringComparer.Ordinal)];
        return new RuleExample(Path.GetFileNameWithoutExtension(file), Text("why"), example["frame"]?.AsString ?? "openapi", Text("bad"), at, Text("good"));
    }

    private static DocumentNode Parse(string name, string text)
    {
        SourceDocument document = DocumentReader.Read(name, Encoding.UTF8.GetBytes(text));
        document.Findings.Select(finding => finding.ToString()).ShouldBeEmpty(name);
        return document.Root;
    }

    private static DocumentNode Merge(DocumentNode frame, DocumentNode fragment)
    {
        if (!frame.IsObject || !fragment.IsObject)
            return fragment;
        IEnumerable<DocumentMember> merged = frame.Members
            .Select(member => fragment[member.Name] is { } replacing ? new DocumentMember(member.Name, member.NameSpan, Merge(member.Value, replacing)) : member)
            .Concat(fragment.Members.Where(member => frame[member.Name] is null));
        return DocumentNode.Object(fragment.Span, [.. merged]);
    }
}
