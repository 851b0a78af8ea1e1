using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff.Changelogs;

namespace ApiGovernance.Cli.Comparisons;

/// <summary>`--history PATH --since TAG [--until REVISION]`: a changelog with the commits that made it, instead of one comparison.</summary>
internal sealed class HistoryOptions
{
    private readonly Option<string?> _path = new("--history") { Description = "Walk the git history of this file or folder, and write the changelog with its commits" };
    private readonly Option<string?> _since = new("--since") { Description = "With --history: the tag or revision to start from" };
    private readonly Option<string?> _until = new("--until") { Description = "With --history: the revision to end with [default: HEAD]" };

    public void AddTo(Command command)
    {
        command.Options.Add(_path);
        command.Options.Add(_since);
        command.Options.Add(_until);
    }

    /// <exception cref="CommandRefusal">The options do not fit together.</exception>
    public bool AreGiven(ParseResult parsed, ComparisonInputs inputs)
    {
        if (parsed.GetValue(_path) is null)
        {
            return parsed.GetValue(_since) is null && parsed.GetValue(_until) is null
                ? false
                : throw new CommandRefusal(ExitCodes.Usage, "--since and --until belong to --history.", "Give --history with a file or a folder.");
        }

        return !inputs.AreGiven(parsed) ? true : throw new CommandRefusal(
            ExitCodes.Usage, "--history compares revisions of one path; BASE and REVISION have no place beside it.", "Leave them out.");
    }

    public async Task<int> RunAsync(ParseResult parsed, ComparisonInputs inputs, ReportOptions options, CancellationToken stop)
    {
        string since = parsed.GetValue(_since) ?? throw new CommandRefusal(ExitCodes.Usage, "--history does not say where to start.", "Give --since with a tag or a revision.");
        if (options.TargetsOf(parsed).FirstOrDefault(target => !ChangelogWriter.Formats.Contains(target.Format)) is { } other)
        {
            string formats = string.Join(", ", ChangelogWriter.Formats.Select(known => known.ToString().ToLowerInvariant()));
            throw new CommandRefusal(ExitCodes.Usage, $"A history cannot be told as {other.Format.ToString().ToLowerInvariant()}.", $"Use --format {formats}.");
        }

        HistoryWalk walk = await HistoryWalk.StartAsync(parsed.GetValue(_path)!, since, parsed.GetValue(_until) ?? "HEAD", inputs.Policy(parsed).Compatibility, stop);
        (Changelog changelog, bool endsReadable) = await walk.RunAsync(stop);
        options.Write(parsed, (format, writer, _) => ChangelogWriter.Write(format, changelog, writer));
        return endsReadable ? ExitCodes.Clean : ExitCodes.DocumentUnreadable;
    }
}
