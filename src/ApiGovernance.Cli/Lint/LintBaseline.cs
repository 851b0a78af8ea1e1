using ApiGovernance.Cli.Inputs;
using ApiGovernance.Linting.Baselines;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Lint;

/// <summary>`--baseline FILE` and `--update-baseline`.</summary>
/// <param name="file">The baseline, or a JSON or SARIF report of an earlier run.</param>
/// <param name="isUpdated">What is found now becomes the baseline.</param>
internal sealed class LintBaseline(string file, bool isUpdated)
{
    /// <summary>The findings with their state, and what is to be said.</summary>
    /// <exception cref="CommandRefusal">It cannot be read, or must not be written over.</exception>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes) Apply(IReadOnlyList<Finding> findings, IReadOnlyList<string> inputs)
    {
        Baseline? known = Read();
        if (isUpdated)
        {
            Baseline updated = (known ?? new Baseline(BaselineFile.FolderOf(file), [])).Updated(findings, inputs);
            Write(BaselineFile.Write(updated));
            return (updated.Apply(findings, inputs).Findings, [$"The baseline {file} has {Plural(updated.Entries.Sum(entry => entry.Count), "finding")} now."]);
        }

        (IReadOnlyList<Finding> judged, IReadOnlyList<BaselineEntry> gone) = known!.Apply(findings, inputs);
        return (judged, gone.Count == 0 ? [] : [$"{Plural(gone.Count, "finding")} of the baseline {file} {(gone.Count == 1 ? "is" : "are")} gone; --update-baseline takes {(gone.Count == 1 ? "it" : "them")} out."]);
    }

    private Baseline? Read()
    {
        if (!File.Exists(file))
        {
            return isUpdated ? null : throw new CommandRefusal(
                ExitCodes.PolicyUnreadable, $"There is no baseline {file}.", "Write it with --update-baseline, or give a JSON or SARIF report of an earlier run.");
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"The baseline {file} cannot be read: {error.Message}", "Check the file's permissions.");
        }

        (Baseline? baseline, string? problem) = BaselineFile.Read(file, bytes);
        if (baseline is null)
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"The baseline {file} cannot be used: {problem}.", "Give a baseline, or a JSON or SARIF report of `apigov lint`.");
        return !isUpdated || BaselineFile.IsBaseline(bytes) ? baseline : throw new CommandRefusal(
            ExitCodes.Usage, $"{file} is a report; it is not written over.", "Give another file with --baseline when you update it.");
    }

    private void Write(string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.Usage, $"The baseline cannot be written to {file}: {error.Message}", "Give a file in a folder that exists with --baseline FILE.");
        }
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
