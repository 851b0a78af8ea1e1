using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>Requirements of operations and of the document, and the schemes that they name.</summary>
internal sealed class SecurityComparison(ContractPair contracts, ChangeSink sink)
{
    private readonly List<OperationPair> _inheriting = [];
    private readonly List<OperationPair> _pairs = [];

    /// <summary>An operation that says nothing itself on either side is judged with the document.</summary>
    public void Compare(OperationPair pair)
    {
        _pairs.Add(pair);
        if (Inherits(pair.Before) && Inherits(pair.After))
        {
            _inheriting.Add(pair);
            return;
        }

        CompareWritten(pair);
    }

    /// <summary>Where at least one side says something of its own.</summary>
    public void CompareWritten(OperationPair pair)
    {
        if (Inherits(pair.Before) && Inherits(pair.After))
            return;
        RequirementRule rule = new("api-security", pair.Place.Member("security") ?? pair.Place, $"{pair.Identity} security", pair.Request);
        foreach (Change change in rule.Check(SchemeIdentities.Before(pair.Before.Security), SchemeIdentities.After(pair.After.Security, pair.Before.Security)))
            sink.Add(change with { Was = pair.OldPlace.Member("security") ?? pair.OldPlace });
    }

    /// <summary>After the operations: the document's own requirements concern those that inherit them.</summary>
    public void CompareDocument()
    {
        if (_inheriting.Count > 0)
        {
            RequirementRule rule = new("api-global-security", contracts.At("security"), "document security", _inheriting[0].Request);
            foreach (Change change in rule.Check(SchemeIdentities.Before(contracts.Before.Security), SchemeIdentities.After(contracts.After.Security, contracts.Before.Security)))
            {
                sink.Add(change with
                {
                    Message = $"The document, for every operation that says nothing else, {change.Message}",
                    Was = contracts.OldRoot.Member("security") ?? contracts.OldRoot,
                    Operations = [.. _inheriting.Select(pair => pair.After.ToString())],
                });
            }
        }

        foreach (Change change in SchemeRules.Check(contracts, _pairs))
            sink.Add(change);
    }

    /// <summary>Webhooks and callbacks authenticate themselves; only what is written there counts.</summary>
    public static Change? Sent(OperationPair pair, string what)
    {
        if (Inherits(pair.Before) && Inherits(pair.After))
            return null;
        string was = Words(SchemeIdentities.Before(pair.Before.Security)), now = Words(SchemeIdentities.After(pair.After.Security, pair.Before.Security));
        return was == now ? null : new Change("webhook-security-changed", pair.Place.Member("security") ?? pair.Place, $"sends its {what} with {now}, before with {was}.") { Before = was, After = now };
    }

    private static bool Inherits(ApiOperation operation) => operation.Node["security"] is null;

    private static string Words(IReadOnlyList<Alternative> alternatives) => string.Join(" or ", alternatives.Select(one => one.Words).Order(StringComparer.Ordinal));
}
