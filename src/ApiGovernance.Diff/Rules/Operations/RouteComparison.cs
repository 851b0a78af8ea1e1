using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>
/// Requests that another path answers than before: whether they are answered as before is asked of the two operations, and what differs is
/// told once for each pair. Two operations that share some URLs by chance differ in much that nobody wants to read.
/// </summary>
internal sealed class RouteComparison(ContractPair contracts, ChangeSink sink, SchemaComparison schemas, SecurityComparison security, Rerouting routing)
{
    private WitnessSearch? _witnesses;

    /// <summary>An operation of the base that has no partner.</summary>
    /// <param name="paths">The shapes of the revision's paths.</param>
    public void Removed(ApiOperation operation, IReadOnlySet<string> paths)
    {
        sink.Operation = operation;
        IReadOnlyList<Reroute> routes = routing.Of(operation);
        Reroute? lost = routes.FirstOrDefault(route => route.After is null);
        Change removal = RemovalRule.Check(operation, contracts, paths, sink.Options.Today, lost);
        if (lost is not null || routes.Count == 0 || RetirementRule.Judge(operation, operation.Deprecated, sink.Options.Today) == Retirement.Due)
        {
            sink.Add(removal);
            return;
        }

        foreach (Reroute route in routes)
            security.Compare(Pair(route));
        (Reroute Route, RouteDifference Difference)[] differing = [.. routes.Select(route => (Route: route, Difference: Compare(route))).Where(one => one.Difference is not null).OrderBy(one => one.Difference!.Weight)!];
        string[] others = [.. routes.Select(route => $"`{route.Written}`").Distinct(StringComparer.Ordinal)];
        string now = others.Length > 3 ? $"{others[0]} and {(others.Length - 1).ToString(CultureInfo.InvariantCulture)} more operations" : string.Join(" and ", others);
        if (differing.Length == 0)
        {
            sink.Add(new Change("api-path-rerouted", routes[0].Written!.Place, $"is no longer there; {now} {(others.Length == 1 ? "answers" : "answer")} its requests as before.")
            {
                Before = operation.ToString(),
                After = routes[0].Written!.ToString(),
                Was = operation.Place,
                Identity = removal.Identity,
            });
        }
        else if (differing[0].Difference.IsUndecided)
        {
            sink.NotCompared("operation-not-compared", operation.Place, $"is no longer there; whether {now} {(others.Length == 1 ? "answers" : "answer")} its requests as before could not be decided.");
        }
        else
        {
            (Reroute route, RouteDifference difference) = differing[0];
            sink.Add(removal with { Message = $"{removal.Message.TrimEnd('.')}, and `{route.Written}`, which matches its requests, {difference.Words}", Proof = difference.Proof });
        }
    }

    /// <summary>New paths that come before those with parameters.</summary>
    public void Shadowed(IReadOnlyList<OperationPair> pairs)
    {
        Dictionary<ApiOperation, ApiOperation> partners = new(ReferenceEqualityComparer.Instance);
        foreach (OperationPair pair in pairs)
            partners[pair.Before] = pair.After;
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach ((Route from, Reroute to, UrlTemplate url) in routing.Shadowed())
        {
            // Of one that is gone it was asked where its requests go.
            if (!partners.TryGetValue(from.Operation, out ApiOperation? partner) || ReferenceEquals(partner, to.Written) || !told.Add($"{from.Operation} {to.Before.Path}"))
                continue;
            sink.Operation = to.Written ?? partner;
            Change change = new("api-path-shadowed", sink.Operation.Place, "")
            {
                Before = from.Operation.ToString(),
                After = to.Before.Path,
                Was = from.Operation.Place,
                Identity = $"{OperationPair.IdentityOf(from.Operation)} at {url.Shape}",
            };
            if (to.After is null)
            {
                SampleRequest request = SampleRequest.Of(to.Before, contracts.OldExamples, to.BasePath);
                sink.Add(change with
                {
                    Message = $"no longer gets requests to `{to.Before.Path}`: that path is new, comes before one with parameters, and has no {from.Operation.Method}.",
                    Proof = new Proof($"{request.Line} was routed and is answered with 405 now", request.Refused("", $"`{to.Before.Path}` matches first and has no {from.Operation.Method}; the answer is 405.").Exchange),
                });
                continue;
            }

            security.Compare(Pair(to));
            if (Compare(to) is not { } difference)
                continue;
            if (difference.IsUndecided)
                sink.NotCompared("operation-not-compared", change.At, $"takes requests that `{from.Operation}` took; whether it answers them as before could not be decided.", from.Operation.Place);
            else
                sink.Add(change with { Message = $"takes requests that `{from.Operation}` took, and {difference.Words}", Proof = difference.Proof });
        }

        sink.Operation = null;
    }

    private OperationPair Pair(Reroute route) => new(contracts, route.Before, route.After!);

    private RouteDifference? Compare(Reroute route)
    {
        if (route.Refusing is not { } parameter)
            return RouteDifference.Of(Pair(route), sink.Options, schemas, _witnesses ??= schemas.Witnesses());
        Proof proof = SampleRequest.Of(route.Before, contracts.OldExamples, route.BasePath).Refused("", $"The path parameter `{parameter.Name}` of `{route.Written!.Path}` does not take the value.");
        return new RouteDifference($"does not take them: its path parameter `{parameter.Name}` has other values.", proof, false);
    }
}
