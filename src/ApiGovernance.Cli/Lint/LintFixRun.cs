using ApiGovernance.Cli.Inputs;
using ApiGovernance.Linting.Fixes;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Suppressions;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Lint;

/// <summary>What `lint --fix` changes in the files of a run: gathered first, then shown or written.</summary>
internal sealed class LintFixRun
{
    private readonly SortedDictionary<string, (byte[] Before, byte[] After)> _texts = new(StringComparer.Ordinal);
    private readonly List<AppliedFix> _applied = [];

    /// <exception cref="CommandRefusal">A document is no file.</exception>
    public static LintFixRun Of(IReadOnlyList<LintInput> inputs, IReadOnlyList<Ruleset> rulesets, DateOnly today)
    {
        LintFixRun run = new();
        foreach (LintInput input in inputs)
        {
            if (input is not DiskInput file)
                throw new CommandRefusal(ExitCodes.Usage, $"{input.Name} is no file that could be changed.", "Give files to --fix; or leave it out.");
            if (File.Exists(file.File))
                run.Add(file, rulesets, today);
        }

        return run;
    }

    /// <summary>Prints a unified diff.</summary>
    /// <returns>1 when anything would change.</returns>
    public int Show(TextWriter output, TextWriter notes)
    {
        foreach ((string path, (byte[] before, byte[] after)) in _texts)
            UnifiedDiff.Write(output, Path.GetRelativePath(Directory.GetCurrentDirectory(), path).Replace('\\', '/'), before, after);
        notes.WriteLine($"note: {Count(_applied.Count)} would be mended in {Files(_texts.Count)}; nothing was written.");
        return _texts.Count > 0 ? ExitCodes.Findings : ExitCodes.Clean;
    }

    /// <summary>Writes the files, each in one step, so that none is ever half written.</summary>
    public void Save(TextWriter notes)
    {
        foreach ((string path, (byte[] _, byte[] after)) in _texts)
        {
            string target = path;
            string draft = path + ".apigov-fix";
            try
            {
                // A link stays one; what it leads to is changed.
                target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
                draft = target + ".apigov-fix";
                File.WriteAllBytes(draft, after);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(draft, File.GetUnixFileMode(target));
                File.Move(draft, target, overwrite: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                File.Delete(draft);
                throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{path} cannot be written: {error.Message}", "Check the file's permissions.");
            }
        }

        foreach (AppliedFix fix in _applied)
            notes.WriteLine($"fixed: {fix.Finding.Source} {fix.Finding.RuleId}: {fix.What}");
        notes.WriteLine($"note: {Count(_applied.Count)} mended in {Files(_texts.Count)}.");
    }

    private void Add(DiskInput file, IReadOnlyList<Ruleset> rulesets, DateOnly today)
    {
        Dictionary<string, byte[]> earlier = _texts.ToDictionary(text => text.Key, text => text.Value.After, StringComparer.Ordinal);
        FixOutcome outcome = LintFixer.Fix(
            changed => file.Load(earlier.Concat(changed).GroupBy(text => text.Key).ToDictionary(text => text.Key, text => text.Last().Value, StringComparer.Ordinal)),
            rulesets, (bundle, finding) => IsExcused(bundle, finding, today));
        foreach (FixedText text in outcome.Texts)
            _texts[text.Path] = (_texts.TryGetValue(text.Path, out (byte[] Before, byte[] After) known) ? known.Before : text.Before, text.After);
        _applied.AddRange(outcome.Applied);
    }

    // Whoever wrote `x-apigov-ignore` there wants it to stay as it is.
    private static bool IsExcused(DocumentBundle bundle, Finding finding, DateOnly today) =>
        InlineIgnores.Apply([finding], bundle, today).Findings.Any(judged => judged.Suppression is not null);

    private static string Count(int count) => count == 1 ? "1 finding" : $"{count} findings";

    private static string Files(int count) => count == 1 ? "1 file" : $"{count} files";
}
