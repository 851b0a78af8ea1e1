using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov lint`: rulesets over OpenAPI and AsyncAPI documents.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        LintOptions options = new();
        Command command = new("lint", "Check OpenAPI and AsyncAPI documents against rulesets");
        options.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            LintSettings settings = options.Read(parsed);
            if (settings.Explain is { } rule)
            {
                RuleExplanation.Write(rule, LintRulesets.Load(settings.Rulesets, settings.Policies, settings.RulesetOptions), Console.Out);
                return ExitCodes.Clean;
            }

            LintSession session = new(parsed, settings, options.Report);
            return settings.Watch ? await LintWatch.RunAsync(session, settings, stop) : await session.RunAsync(stop);
        }));
        return command;
    }
}
