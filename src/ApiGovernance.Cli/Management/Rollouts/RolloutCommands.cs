using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using ApiGovernance.Cli.Completion;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management.Rollouts;

/// <summary>`apigov rollout`: a changed snapshot on its way to all gateways.</summary>
internal static class RolloutCommands
{
    private const int Short = 12;

    public static readonly string[] Headings = ["REVISION", "STATUS", "WAVE", "GATEWAYS", "STARTED", "WHY"];

    public static Command Status() => CatalogVerb.Reads(
        "status", "Say where the rollout that is on stands, and how the last ones ended", RecordOutput.OfList, [], async call =>
        {
            IReadOnlyList<Rollout> all = await call.AllAsync(call.Client.Rollouts());
            return call.Output.WriteList(all, new TextTable(Headings), Row, rollout => rollout.Revision, "There was no rollout yet: nothing has changed in waves.");
        });

    public static Command Promote() => Decide(
        "promote", "Give a candidate to all gateways at once", "is completed: all gateways get it", (client, revision, stop) => client.PromoteRolloutAsync(revision, stop));

    public static Command RollBack() => Decide(
        "rollback", "Withdraw a candidate: all gateways get what they had before", "is rolled back", (client, revision, stop) => client.RollBackAsync(revision, stop));

    public static IReadOnlyList<string> Row(Rollout rollout) =>
    [
        Cut(rollout.Revision), RecordWords.Word(rollout.Status), string.Create(CultureInfo.InvariantCulture, $"{rollout.Wave} of {rollout.Waves.Count}"),
        RecordWords.List([.. rollout.Waves.SelectMany(wave => wave.Gateways)]), RecordWords.Minute(rollout.Started), ReportText.Line(rollout.Reason ?? ""),
    ];

    private static Command Decide(
        string verb, string description, string done, Func<CatalogClient, string, CancellationToken, Task<CatalogAnswer<Rollout>>> decide)
    {
        Argument<string?> revision = new("revision")
        {
            Description = "The candidate's revision, or how it begins [default: the newest]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        revision.CompletionSources.Add(context => CatalogNames.Of("rollouts", "revision", context));
        return CatalogVerb.Changes(verb, description, [revision], async call =>
        {
            Rollout chosen = Choose(await call.AllAsync(call.Client.Rollouts()), call.Get(revision));
            Rollout decided = await call.AskAsync(client => decide(client, chosen.Revision, call.Stop));
            return call.Output.WriteDone(decided, $"{Cut(decided.Revision)} {done}");
        });
    }

    private static Rollout Choose(IReadOnlyList<Rollout> all, string? revision)
    {
        Rollout[] found = [.. all.Where(rollout => revision is null || rollout.Revision.StartsWith(revision, StringComparison.Ordinal))];
        // The newest comes first; a name that several begin with may still be meant for one only.
        return found.Length > 0 && (revision is null || found.DistinctBy(rollout => rollout.Revision).Count() == 1)
            ? found[0]
            : throw new CommandRefusal(
                ExitCodes.DocumentUnreadable,
                revision is null ? "There is no rollout." : found.Length == 0 ? $"There is no rollout of `{revision}`." : $"`{revision}` begins several revisions.",
                "See `apigov rollout status`.");
    }

    private static string Cut(string revision) => revision.Length > Short ? revision[..Short] : revision;
}
