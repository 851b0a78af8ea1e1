using System.Text;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Import;

/// <summary>One entity of a Backstage catalog file, with its place in it.</summary>
/// <param name="Name">As Backstage has it.</param>
internal sealed record BackstageEntity(string File, string Kind, string Name, DocumentNode Root)
{
    /// <summary>What we ask for and Backstage has no member for stands in annotations (or labels) with this prefix.</summary>
    public const string Prefix = "apigovernance.dev/";

    public override string ToString() => $"{Kind}/{Name}";

    public DocumentNode? At(params ReadOnlySpan<string> path)
    {
        DocumentNode? node = Root;
        foreach (string name in path)
            node = node?[name];
        return node;
    }

    public string? Text(params ReadOnlySpan<string> path) => At(path) is { Kind: NodeKind.String or NodeKind.Number } node && node.Text is { Length: > 0 } text ? text : null;

    /// <summary>Where it is written, or what is around it.</summary>
    public SourceSpan Place(params ReadOnlySpan<string> path)
    {
        for (int length = path.Length; length > 0; length--)
        {
            if (At(path[..length]) is { } node)
                return node.Span;
        }

        return Root.Span;
    }

    /// <summary>Our annotation, else our label, of that name.</summary>
    public string? Own(string name) => Text("metadata", "annotations", Prefix + name) ?? Text("metadata", "labels", Prefix + name);

    public IEnumerable<DocumentNode> Items(params ReadOnlySpan<string> path) => At(path)?.Items ?? [];

    /// <summary>The entities of a file, which holds one YAML document after the other; lines are counted in the whole file.</summary>
    /// <exception cref="CommandRefusal">It cannot be opened.</exception>
    public static IEnumerable<BackstageEntity> ReadFile(string file, ImportNotes notes)
    {
        string[] lines;
        try
        {
            lines = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{file} cannot be read: {error.Message}", "Give Backstage catalog files, e.g. catalog-info.yaml.");
        }

        foreach ((int from, int to) in Parts(lines))
        {
            // What is before stays as empty lines, so that every place is that of the file.
            string text = new StringBuilder().Append('\n', from).AppendJoin('\n', lines[from..to]).Append('\n').ToString();
            SourceDocument document = DocumentReader.Read(file, Encoding.UTF8.GetBytes(text));
            if (!document.IsReadable)
            {
                foreach (Finding finding in document.Findings)
                    notes.Error(finding.Source ?? new SourceSpan(file, from + 1, 1, from + 1, 1), finding.Message, finding.Fix ?? "Mend the file.");
            }
            else if (Read(file, document.Root, notes) is { } entity)
            {
                yield return entity;
            }
        }
    }

    private static IEnumerable<(int From, int To)> Parts(string[] lines)
    {
        int from = 0;
        for (int i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && !IsMark(lines[i]))
                continue;
            if (lines[from..i].Any(line => line.TrimStart() is { Length: > 0 } text && text[0] != '#'))
                yield return (from, i);
            from = i + 1;
        }
    }

    private static bool IsMark(string line) => line == "---" || line.StartsWith("--- ", StringComparison.Ordinal) || line == "...";

    private static BackstageEntity? Read(string file, DocumentNode root, ImportNotes notes)
    {
        string? kind = root["kind"]?.AsString;
        string? name = root["metadata"]?["name"]?.Text;
        if (IsBackstage(root["apiVersion"]?.AsString) && kind is not null && name is not null)
            return new BackstageEntity(file, kind, name, root);
        notes.Error(root.Span, "This is no entity of Backstage: it needs apiVersion: backstage.io/..., kind and metadata.name.", "Give Backstage catalog files only.");
        return null;
    }

    /// <summary>Templates are of <c>scaffolder.backstage.io</c>.</summary>
    private static bool IsBackstage(string? apiVersion) =>
        apiVersion?.Split('/')[0] is { } group && (group == "backstage.io" || group.EndsWith(".backstage.io", StringComparison.Ordinal));
}
