using System.CommandLine;

namespace ApiGovernance.Cli.Commands;

/// <summary>Every command by its name. A command that is named first is the only one that is built: the others would cost start-up.</summary>
internal static class CommandTable
{
    private static readonly (string Name, Func<Command> Create)[] All =
    [
#if NATIVE
        ("serve", () => FullBuildOnly.Create("serve")),
        ("demo", () => FullBuildOnly.Create("demo")),
        ("idempotency", () => FullBuildOnly.Create("idempotency")),
#else
        ("serve", ServeCommand.Create),
        ("demo", DemoCommand.Create),
        ("idempotency", IdempotencyCommand.Create),
#endif
        ("api", ApiCommand.Create),
        ("consumer", ConsumerCommand.Create),
        ("subscription", SubscriptionCommand.Create),
        ("waiver", GovernanceCommands.Waiver),
        ("verdict", GovernanceCommands.Verdict),
        ("overlap", GovernanceCommands.Overlap),
        ("record", RecordCommand.Create),
        ("search", SearchCommand.Create),
        ("explain", ExplainCommand.Create),
        ("rollout", RolloutCommand.Create),
        ("ready", ReadyCommand.Create),
        ("plan", PlanCommand.Create),
        ("apply", ApplyCommand.Create),
        ("export", ExportCommand.Create),
        ("import", ImportCommand.Create),
        ("audit", AuditCommand.Create),
        ("catalog", CatalogCommand.Create),
        ("lint", LintCommand.Create),
        ("ruleset", RulesetCommand.Create),
        ("diff", DiffCommand.Create),
        ("breaking", BreakingCommand.Create),
        ("changelog", ChangelogCommand.Create),
        ("summary", SummaryCommand.Create),
        ("flatten", FlattenCommand.Create),
        ("normalize", NormalizeCommand.Create),
        ("check", CheckCommand.Create),
        ("schema", SchemaCommand.Create),
        ("token", TokenCommand.Create),
        ("policy", PolicyCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>All of them, for help, completions and misspelt names; else the one that is named.</summary>
    public static IEnumerable<Command> For(string[] arguments)
    {
        foreach ((string name, Func<Command> create) in All)
        {
            if (arguments.Length > 0 && arguments[0] == name)
                return [create()];
        }

        return All.Select(command => command.Create());
    }
}
