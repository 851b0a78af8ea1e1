using YamlDotNet.Core.Events;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Warns about texts that are read although YAML 1.2 does not allow them: other readers refuse them or read them otherwise.</summary>
internal sealed class YamlLeniency(YamlInput input, TreeBuilder tree)
{
    public void CheckVersion(DocumentStart document, in YamlPlace place)
    {
        if (document.Version?.Version is { } version && version is not { Major: 1, Minor: 2 })
        {
            tree.Warn(
                "document-yaml-version",
                $"The file declares YAML {version.Major}.{version.Minor}; OpenAPI documents are YAML 1.2 and are read as such (yes, no, on and off are text).",
                "Remove the directive.",
                place.Start,
                place.End);
        }
    }

    /// <summary>Lines inside quotes or brackets must stand to the right of the block they belong to.</summary>
    /// <param name="column">The block's column, 0-based; -1 outside of all blocks.</param>
    /// <param name="brackets">A closing bracket may stand right below the key: no tool minds.</param>
    public void CheckIndentation(int from, int to, int column, bool brackets)
    {
        string text = input.Written;
        int line = NextLine(text, from);
        while (line <= to && line < text.Length && column >= 0)
        {
            int next = NextLine(text, line);
            int indentation = YamlCharacters.Indentation(text.AsSpan(line..next));
            bool comment = brackets && indentation >= 0 && text[line + indentation] == '#';
            int allowed = comment ? 0 : brackets && line + indentation == to ? column : column + 1;
            if (indentation >= 0 && indentation < allowed && line + indentation <= to)
            {
                tree.Warn(
                    "document-yaml-indentation",
                    $"The line belongs to the value whose {(brackets ? "bracket" : "quote")} opened above and is indented by {indentation}; YAML asks for at least {column + 1}.",
                    $"Indent the line by {column + 1} or more spaces.",
                    input.ByteAt(line + indentation),
                    input.ByteAt(line + indentation));
                return;
            }

            line = next;
        }
    }

    public void ReportMerge(in YamlPlace place) => tree.Findings.Add(DocumentFindings.Error(
        "document-yaml-merge-key",
        "The merge key '<<' is not part of YAML 1.2: its members are read into this object as most tools do, others see a key named '<<'.",
        "Write the members out, or use $ref.",
        tree.Source.Span(place.Start, place.End),
        tree.Pointer()));

    /// <param name="end">Where a quoted value ends.</param>
    public void CheckComment(int end)
    {
        if (end < input.Written.Length && input.Written[end] == '#')
        {
            tree.Warn(
                "document-yaml-comment",
                "The comment follows the value without a space, which YAML does not allow.",
                "Put a space before '#'.",
                input.ByteAt(end),
                input.ByteAt(end + 1));
        }
    }

    /// <summary>Blank lines at the start of a block scalar must not be longer than the indentation of its first line.</summary>
    public void CheckBlockScalar(Scalar scalar, in YamlPlace place, int column)
    {
        string text = input.Written;
        int line = NextLine(text, place.From);
        if (scalar.Value.Length == 0 || YamlCharacters.Header(text.AsSpan(place.From..line)).ContainsAnyInRange('1', '9'))
            return;

        (int longest, int at) = (0, 0);
        while (line < place.To)
        {
            int next = NextLine(text, line);
            int indentation = YamlCharacters.Indentation(text.AsSpan(line..next));
            if (indentation >= 0)
            {
                if (longest > indentation && indentation > column)
                {
                    tree.Warn(
                        "document-yaml-indentation",
                        $"The blank line at the start of the text has {longest} spaces, the first line only {indentation}; many readers refuse that.",
                        "Remove the spaces of the blank line.",
                        input.ByteAt(at),
                        input.ByteAt(at + longest));
                }

                return;
            }

            ReadOnlySpan<char> blank = text.AsSpan(line..next).TrimEnd("\r\n");
            if (blank.Contains('\t'))
            {
                tree.Warn("document-yaml-indentation", "A blank line at the start of the text holds a tab.", "Remove the tab.", input.ByteAt(line), input.ByteAt(line + blank.Length));
                return;
            }

            int spaces = blank.Length;
            if (spaces > longest)
                (longest, at) = (spaces, line);
            line = next;
        }
    }

    private static int NextLine(string text, int from)
    {
        int feed = text.AsSpan(from).IndexOf('\n');
        return feed < 0 ? text.Length : from + feed + 1;
    }
}
