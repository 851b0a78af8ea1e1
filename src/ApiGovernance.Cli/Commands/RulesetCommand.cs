using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;
using ApiGovernance.Cli.Output;
using ApiGovernance.Cli.RulesetTests;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov ruleset`: for those who write rules.</summary>
internal static class RulesetCommand
{
    public static Command Create() => new("ruleset", "Test and show rulesets") { Test(), Show() };

    private static Command Test()
    {
        Argument<string[]> files = new("file") { Description = "Test cases (*.test.yaml), a ruleset with some beside it, or a folder", Arity = ArgumentArity.OneOrMore };
        Option<string> format = ChoiceOption.Create("--format", "text", "How the results are written", ["text", "junit"]);
        format.Aliases.Add("-f");
        Option<string?> output = new("--output", "-o") { Description = "Write the results to this file instead of standard output" };
        RulesetOptions reach = new(named: false);
        Command command = new("test", "Run the test cases of rulesets") { files, format, output };
        reach.AddTo(command);
        command.SetAction((parsed, _) => CommandRefusal.GuardAsync(() =>
        {
            RulesetReadOptions options = reach.Read(parsed);
            RulesetTestRun[] runs = [.. parsed.GetValue(files)!.SelectMany(RulesetTestRun.FilesOf).Distinct(StringComparer.Ordinal).Select(file => RulesetTestRun.Of(file, options))];
            TextOutput.Write(parsed.GetValue(output), writer =>
            {
                if (parsed.GetValue(format) == "junit")
                    RulesetTestReport.WriteJUnit(runs, writer);
                else
                    RulesetTestReport.WriteText(runs, writer);
            });
            return Task.FromResult(runs.Any(run => run.Problems.Count > 0) ? ExitCodes.PolicyUnreadable
                : runs.Any(run => run.Results.Any(result => !result.Passed)) ? ExitCodes.Findings
                : ExitCodes.Clean);
        }));
        return command;
    }

    private static Command Show()
    {
        Argument<string[]> names = new("ruleset") { Description = "FILE, a built-in name such as spectral:oas, or a package [default: those that `lint` would run]", Arity = ArgumentArity.ZeroOrMore };
        Option<string> format = ChoiceOption.Create("--format", "text", "How they are written", ["text", "json"]);
        format.Aliases.Add("-f");
        Option<string?> output = new("--output", "-o") { Description = "Write the rules to this file instead of standard output" };
        Option<string?> policies = PolicyFolder.Option();
        RulesetOptions reach = new(named: false);
        Command command = new("show", "Show the rules of rulesets: what is on, and where each comes from") { names, format, output, policies };
        reach.AddTo(command);
        command.SetAction((parsed, _) => CommandRefusal.GuardAsync(() =>
        {
            LintRulesets rulesets = LintRulesets.Load(parsed.GetValue(names) ?? [], parsed.GetValue(policies), reach.Read(parsed));
            TextOutput.Write(parsed.GetValue(output), writer => RulesetListing.Write(rulesets.Rulesets, parsed.GetValue(format) == "json", writer));
            foreach (Finding problem in rulesets.Problems)
                Console.Error.WriteLine($"{problem.Source} {ReportText.Word(problem.Severity)} {ReportText.Line(problem.Message)}");
            return Task.FromResult(rulesets.Problems.Any(problem => problem.Severity == Severity.Error) ? ExitCodes.PolicyUnreadable : ExitCodes.Clean);
        }));
        return command;
    }
}
