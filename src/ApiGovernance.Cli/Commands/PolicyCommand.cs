using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Diff.Policies.Import;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov policy`: making policies.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "Make policies") { ImportOasdiff() };

    private static Command ImportOasdiff()
    {
        Option<string?> levels = new("--severity-levels") { Description = "File of `id level` lines" };
        Option<string?> errors = new("--err-ignore") { Description = "File of errors to ignore, one a line" };
        Option<string?> warnings = new("--warn-ignore") { Description = "File of warnings to ignore, one a line" };
        Command command = new("import-oasdiff", "Print a CompatibilityPolicy made from oasdiff's configuration files") { levels, errors, warnings };
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            List<OasdiffFile> files = [];
            foreach ((OasdiffFileKind kind, Option<string?> option) in new[]
            {
                (OasdiffFileKind.SeverityLevels, levels), (OasdiffFileKind.ErrIgnore, errors), (OasdiffFileKind.WarnIgnore, warnings),
            })
            {
                if (parsed.GetValue(option) is { } path)
                    files.Add(new OasdiffFile(kind, path, await ReadAsync(path, option.Name, stop)));
            }

            if (files.Count == 0)
                throw new CommandRefusal(ExitCodes.Usage, "There is nothing to import.", "Give --severity-levels FILE, --err-ignore FILE or --warn-ignore FILE.");
            OasdiffImportResult result = OasdiffImport.Convert(files);
            Console.Out.Write(result.Yaml);
            foreach (Finding finding in result.Findings)
                await Console.Error.WriteLineAsync($"{finding.Source} {finding.Severity.ToString().ToLowerInvariant()} {finding.Message}{(finding.Fix is { } fix ? $" ({fix})" : "")}");
            return result.Findings.Any(finding => finding.Severity <= Severity.Warning) ? ExitCodes.Findings : ExitCodes.Clean;
        }));
        return command;
    }

    private static async Task<string> ReadAsync(string path, string option, CancellationToken stop)
    {
        try
        {
            return await File.ReadAllTextAsync(path, stop);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"{path} cannot be read: {error.Message}", $"Give a file that exists with {option} FILE.");
        }
    }
}
