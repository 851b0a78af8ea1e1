using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.Diff.Rules.Callbacks;
using ApiGovernance.Diff.Rules.Info;
using ApiGovernance.Diff.Rules.Operations;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Rules.Servers;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Walks the matched operations of both sides once, then what belongs to the document.
/// </summary>
internal sealed class ContractComparison
{
    private readonly ContractPair _contracts;
    private readonly ChangeSink _sink;
    private readonly SchemaComparison _schemas;
    private readonly ExampleRule _examples = new();

    public ContractComparison(ApiContract baseline, ApiContract revision, ChangeSink sink)
    {
        (_contracts, _sink) = (new ContractPair(baseline, revision), sink);
        sink.Requests = new WholeRequest(_contracts);
        _schemas = new SchemaComparison(baseline, revision, sink);
    }

    public void Run()
    {
        SecurityComparison security = new(_contracts, _sink);
        OperationMatching matching = new(_contracts);
        AddAll(BasePathRule.Check(matching.Pairs, _contracts, matching.RevisionUrls));
        AddAll(PathSpellingRule.Check(matching.Pairs));
        Rerouting routing = new(_contracts, _schemas);
        Operations(matching, security, routing);
        Existence(matching, new RouteComparison(_contracts, _sink, _schemas, security, routing));

        new WebhookComparison(_contracts, _sink, new OperationComparison(_contracts, _sink, _schemas, security, _examples).Sent()).Compare();
        security.CompareDocument();
        AddAll(ServerRules.Check(_contracts.Before.Servers, _contracts.After.Servers, _contracts.At("servers"), "document"));
        AddAll(ComponentRules.Check(_contracts, _examples));
        AddAll(ExtensionRule.Check(_contracts.OldRoot, _contracts.Root(), "The document", "document"));
        if (_contracts.OldRoot.Member("info") is { } was && _contracts.Root().Member("info") is { } now)
            AddAll(ExtensionRule.Check(was, now, "The document's `info`", "document info"));
        _schemas.Report();
        UnreadParts.Report(_contracts, _sink);
        if (_sink.Breaks && VersionRule.Check(_contracts) is { } version)
            _sink.Add(version);
    }

    private void Operations(OperationMatching matching, SecurityComparison security, Rerouting routing)
    {
        foreach (OperationPair pair in matching.Pairs.Select(pair => pair with { Before = routing.WithItsValues(pair.Before) }))
        {
            _sink.Enter(pair.After, pair.Before);
            // One that is the same to the letter, with all that it refers to, could be passed over here.
            new OperationComparison(_contracts, _sink, _schemas, security, _examples).Compare(pair);
        }

        _sink.Operation = null;
    }

    private void Existence(OperationMatching matching, RouteComparison routes)
    {
        foreach (ApiOperation removed in matching.Removed)
            routes.Removed(removed, matching.RevisionPaths);
        routes.Shadowed(matching.Pairs);
        foreach (ApiOperation added in matching.Added)
        {
            _sink.Operation = added;
            _sink.Add(new Change("endpoint-added", added.Place, "is new.") { After = added.ToString(), Identity = OperationPair.IdentityOf(added) });
        }

        foreach ((ApiOperation twin, ApiOperation first, bool inBase) in matching.Doubles)
        {
            _sink.Operation = twin;
            _sink.NotCompared("operation-not-compared", twin.Place, $"({twin.Node.Span}, {(inBase ? "base" : "revision")}) was not compared: it matches the same requests as `{first}`.");
        }

        _sink.Operation = null;
    }

    private void AddAll(IEnumerable<Change> changes)
    {
        foreach (Change change in changes)
            _sink.Add(change);
    }
}
