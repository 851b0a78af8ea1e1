using ApiGovernance.Linting.Fixes;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Makes a rule that can run of what is written. A rule that cannot is a finding. What is compiled once is kept.</summary>
internal sealed class RuleCompiler
{
    private readonly Dictionary<(DocumentNode Node, RuleAliases Aliases), RuleGiven> _given = [];
    private readonly Dictionary<(DocumentNode Node, RulesetFunctions Functions), IReadOnlyList<RuleAction>> _then = [];

    /// <returns>Null when the rule is off or cannot be read.</returns>
    public LintRule? Compile(RuleSource source, RulesetProblems problems)
    {
        foreach (RuleLayer layer in source.Layers)
        {
            if (RuleShape.Check(layer.Node) is { } mistake)
            {
                problems.ReportRule(source.Id, layer.By.File.Root, mistake.Node, mistake.Message, mistake.Fix);
                return null;
            }
        }

        if (source.Layer("given") is not { } given || source.Layer("then") is not { } then)
        {
            problems.ReportRule(source.Id, source.Owner.File.Root, source.Name.Value, "`given` or `then` is missing.", "Say where the rule looks (`given`) and what it asks (`then`).");
            return null;
        }

        try
        {
            return Rule(source, Given(given), Then(then));
        }
        catch (RulesetValueException error)
        {
            DocumentNode place = error.Node ?? given.Node["given"]!;
            problems.ReportRule(source.Id, Writer(source, place).By.File.Root, place, error.Message, "See docs/reference/rulesets.md.");
        }
        catch (PathSyntaxException error)
        {
            problems.ReportRule(source.Id, given.By.File.Root, given.Node["given"]!, error.Message, "Write a path of Spectral's dialect, e.g. `$.paths[*][get,post]`.");
        }
        catch (FunctionOptionException error)
        {
            problems.ReportRule(source.Id, then.By.File.Root, error.Node ?? then.Node["then"]!, error.Message, "See the function's options in docs/reference/ruleset-functions.md.");
        }

        return null;
    }

    private static RuleLayer Writer(RuleSource source, DocumentNode place) =>
        source.Layers.FirstOrDefault(layer => RulesetProblems.PointerOf(layer.Node, place) is not null) ?? source.Layers[0];

    public static FormatSet? Formats(RuleSource source) => source["formats"] is { } written
        ? written.Items.Aggregate(FormatSet.Empty, static (all, format) => all.With(RuleFormats.Find(format.AsString ?? "")))
        : source.Owner.Formats;

    private static LintRule Rule(RuleSource source, RuleGiven given, IReadOnlyList<RuleAction> then)
    {
        RuleWeight weight = source.Severity is { } severity ? RuleSeverity.Read(severity)!.Value : new RuleWeight(Severity.Warning);
        return new LintRule(source.Id, weight.Severity ?? Severity.Warning, given, then)
        {
            Message = source["message"]?.AsString,
            Description = source["description"]?.AsString,
            HelpUri = source.HelpUri,
            Formats = Formats(source),
            Resolved = source["resolved"]?.AsBoolean != false,
            Fix = RuleFix.Read(source["extensions"]),
            Source = source.Name.NameSpan,
            Scopes = source.Scopes,
            OnlyInScopes = !source.Enabled || weight.IsOff,
        };
    }

    private RuleGiven Given(RuleLayer layer)
    {
        DocumentNode node = layer.Node["given"]!;
        if (!_given.TryGetValue((node, layer.By.Aliases), out RuleGiven? given))
            _given[(node, layer.By.Aliases)] = given = new RuleGiven([.. (node.IsArray ? node.Items : [node]).Select(static path => path.Text!)], layer.By.Aliases);
        return given;
    }

    private IReadOnlyList<RuleAction> Then(RuleLayer layer)
    {
        DocumentNode node = layer.Node["then"]!;
        if (!_then.TryGetValue((node, layer.By.File.Functions), out IReadOnlyList<RuleAction>? then))
            _then[(node, layer.By.File.Functions)] = then = [.. (node.IsArray ? node.Items : [node]).Select(action => Action(action, layer.By.File.Functions))];
        return then;
    }

    private static RuleAction Action(DocumentNode action, RulesetFunctions functions)
    {
        string name = action["function"]!.Text!;
        FunctionEntry entry = functions.Find(action["function"]!);
        DocumentNode? options = action["functionOptions"] is { Kind: NodeKind.Null } ? null : action["functionOptions"];
        FunctionOptions checkedOptions = new(options) { Function = name, Place = action };
        if (entry.Options is { } known)
            checkedOptions.AllowOnly(known);
        try
        {
            return new RuleAction(action["field"]?.AsString is { } field ? RuleField.Parse(field) : null, entry.Create(checkedOptions), name);
        }
        catch (PathSyntaxException error)
        {
            throw new RulesetValueException($"in `field`: {error.Message}", action["field"]);
        }
    }
}
