using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Output;

/// <summary>The page that GitHub Actions shows for a job: a report in its format adds itself there.</summary>
internal static class StepSummary
{
    // A step may write 1 MiB; rows of this number stay well below it.
    private const int Longest = 500;

    public static void Append(Report report) => Append(writer => MarkdownReport.Write(report, writer, Longest));

    public static void Append(Action<TextWriter> write)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } file)
            return;
        try
        {
            using StreamWriter writer = new(file, append: true);
            write(writer);
            writer.Write('\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.Usage, $"The job's summary cannot be written to {file}: {error.Message}", "Unset GITHUB_STEP_SUMMARY, or make it a file that can be written.");
        }
    }
}
