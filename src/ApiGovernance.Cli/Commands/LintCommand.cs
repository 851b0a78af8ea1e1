using System.CommandLine;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Linting;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov lint`: style rules over OpenAPI and AsyncAPI documents.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        Argument<string[]> documents = DocumentInput.Argument<string[]>("document", "FILE, REVISION:PATH or catalog:API/VERSION", ArgumentArity.OneOrMore);
        Option<string[]> rulesets = new("--ruleset", "-r") { Description = "Ruleset in Spectral's format [default: those of the policies folder]" };
        Option<string?> policies = PolicyFolder.Option();
        Option<Uri> catalog = CatalogConnection.Option();
        ReportOptions report = new();
        Command command = new("lint", "Check OpenAPI and AsyncAPI documents against rulesets") { documents, rulesets, policies, catalog };
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            IReadOnlyList<Ruleset> rules = Rules(parsed.GetValue(rulesets) ?? [], parsed.GetValue(policies));
            string[] inputs = parsed.GetValue(documents)!;
            List<Finding> findings = [];
            bool unreadable = false;
            foreach (string input in inputs)
            {
                DocumentBundle bundle = await DocumentInput.Parse(input).LoadAsync(parsed.GetValue(catalog)!, stop);
                (IReadOnlyList<Finding> read, bool isFatal) = Read(bundle);
                findings.AddRange(read);
                unreadable |= isFatal;
                if (!isFatal)
                    findings.AddRange(rules.SelectMany(ruleset => Linter.Lint(bundle, ruleset)));
            }

            int exitCode = report.Write(parsed, "lint", inputs, findings);
            return unreadable ? ExitCodes.DocumentUnreadable : exitCode;
        }));
        return command;
    }

    private static (IReadOnlyList<Finding> Findings, bool IsFatal) Read(DocumentBundle bundle)
    {
        if (bundle.Root.Root["asyncapi"] is not null)
        {
            EventReadResult events = EventContractReader.Read(bundle);
            return (events.Findings, events.IsFatal);
        }

        ContractReadResult contract = ContractReader.Read(bundle);
        return (contract.Findings, contract.IsFatal);
    }

    private static IReadOnlyList<Ruleset> Rules(string[] files, string? policies)
    {
        if (files.Length == 0)
            return PolicyFolder.Load(policies).Rulesets;
        List<Ruleset> rulesets = [];
        foreach (string file in files)
        {
            if (!File.Exists(file))
                throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"There is no ruleset {file}.", "Give the path of a ruleset with --ruleset FILE.");
            RulesetReadResult read = RulesetReader.Read(DocumentReader.Read(file, File.ReadAllBytes(file)));
            if (read.Findings.Any(finding => finding.Severity == Severity.Error))
                throw new PolicyRefusal(read.Findings);
            rulesets.Add(read.Ruleset);
        }

        return rulesets;
    }
}
