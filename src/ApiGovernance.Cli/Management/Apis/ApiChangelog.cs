using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Changelogs;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api changelog API/VERSION`: what each contract that came into force has changed, the newest first.</summary>
internal static class ApiChangelog
{
    public static Command Create()
    {
        Argument<string> version = RecordArguments.Version();
        Option<int> last = new("--last") { Description = "Only so many of the newest revisions", DefaultValueFactory = _ => int.MaxValue };
        return CatalogVerb.Reads("changelog", "What changed with each contract of a version", [RecordOutput.Text, RecordOutput.Markdown, RecordOutput.Json], [version, last], async call =>
        {
            if (call.Get(last) < 1)
                throw new CommandRefusal(ExitCodes.Usage, "--last must be a number from 1.", "Leave it out for all revisions.");
            (string api, string name) = RecordArguments.Place(call.Get(version))!.Value;
            List<ContractRevision> revisions = [];
            foreach (ContractRevision listed in (await call.AllAsync(call.Client.Revisions(api, name))).Take(call.Get(last)))
                revisions.Add(await call.AskAsync(client => client.GetRevisionAsync(api, name, listed.Revision, call.Stop)));
            if (call.Output.Form == RecordOutput.Json)
            {
                call.Output.WriteJson(new CatalogPage<ContractRevision>(revisions));
                return ExitCodes.Clean;
            }

            Changelog changelog = new()
            {
                Title = $"{api}/{name}",
                Releases = [.. revisions.Select((revision, i) => Release(revision, i + 1 < revisions.Count ? revisions[i + 1] : null, $"{api}/{name}"))],
                ToolVersion = ReportOptions.ToolVersion,
            };
            ReportFormat format = call.Output.Form == RecordOutput.Markdown ? ReportFormat.Markdown : ReportFormat.Text;
            TextOutput.Write(null, writer => ChangelogWriter.Write(format, changelog, writer));
            return ExitCodes.Clean;
        });
    }

    private static ChangelogRelease Release(ContractRevision revision, ContractRevision? before, string name) => new()
    {
        Name = name,
        VersionBefore = before?.ContractVersion,
        VersionAfter = revision.ContractVersion,
        Commit = new ChangelogCommit($"revision {revision.Revision}", RecordWords.Day(DateOnly.FromDateTime(revision.At.UtcDateTime)), revision.Actor, $"step {revision.Bump}"),
        Result = new DiffResult
        {
            Findings = [.. Changes(revision).Where(change => change.Compatibility is not (null or ChangeCompatibility.Undecided))],
            NotCompared = [.. Changes(revision).Where(change => change.Compatibility is null or ChangeCompatibility.Undecided)],
            Verdict = DiffVerdict.Compatible,
            RequiredBump = Enum.TryParse(revision.Bump, ignoreCase: true, out VersionBump bump) ? bump : VersionBump.None,
        },
    };

    private static IEnumerable<Finding> Changes(ContractRevision revision) => (revision.Changes ?? []).Select(change => change.ToFinding());
}
