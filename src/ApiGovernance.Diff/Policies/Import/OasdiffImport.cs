using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies.Import;

/// <summary>Which option of oasdiff a file was given to.</summary>
public enum OasdiffFileKind
{
    /// <summary><c>--severity-levels</c>: <c>id level</c> a line.</summary>
    SeverityLevels,

    /// <summary><c>--err-ignore</c>: text with method, path and the sentence of a change, a line each.</summary>
    ErrIgnore,

    /// <summary><c>--warn-ignore</c>: the same for warnings.</summary>
    WarnIgnore,
}

/// <param name="Path">The path to show to people.</param>
public sealed record OasdiffFile(OasdiffFileKind Kind, string Path, string Text);

/// <param name="Yaml">A CompatibilityPolicy.</param>
/// <param name="Findings">Every line that says something which the policy does not, with its place. Warnings want a look; notes do not.</param>
public sealed record OasdiffImportResult(string Yaml, IReadOnlyList<Finding> Findings);

/// <summary>Makes a compatibility policy of oasdiff's configuration files, whose vocabulary of change ids we share for the most part.</summary>
public static class OasdiffImport
{
    public static OasdiffImportResult Convert(IReadOnlyList<OasdiffFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        ImportedPolicy policy = new();
        foreach (OasdiffFile file in files)
        {
            string[] lines = file.Text.ReplaceLineEndings("\n").Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                OasdiffLine line = new(file.Path, i + 1, lines[i].Trim('\uFEFF', ' ', '\t'));
                if (line.Text.Length == 0)
                    continue;
                if (file.Kind == OasdiffFileKind.SeverityLevels)
                    OasdiffLevels.Read(line, policy);
                else
                    OasdiffIgnores.Read(line, policy);
            }
        }

        return new OasdiffImportResult(policy.Write(files.Select(file => file.Path)), policy.Findings);
    }
}

/// <param name="Number">From 1.</param>
internal sealed record OasdiffLine(string File, int Number, string Text)
{
    public SourceSpan Span => new(File, Number, 1, Number, Text.Length + 1);
}
