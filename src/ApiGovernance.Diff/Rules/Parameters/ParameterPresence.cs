using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>Parameters that came, went or are read from another place.</summary>
internal static class ParameterPresence
{
    public static Change Moved(OperationPair pair, ApiParameter old, ApiParameter now) => new(
        "request-parameter-location-changed", now.Place, $"reads the parameter `{now.Name}` from the {ParameterKeys.Kind(now)} and no longer from the {ParameterKeys.Kind(old)}.")
    {
        Before = ParameterKeys.Kind(old),
        After = ParameterKeys.Kind(now),
        Was = old.Place,
        Identity = $"{pair.Identity} {ParameterKeys.Key(old, pair.Before)}",
        Proof = With(pair, old, $"The parameter is not looked for there, but in the {ParameterKeys.Kind(now)}."),
    };

    public static Change Removed(OperationPair pair, ApiParameter old, DateOnly? today)
    {
        Retirement retirement = RetirementRule.Judge(old, old.Deprecated, today);
        return new Change(
            retirement switch
            {
                Retirement.NoDay => "request-parameter-removed-without-sunset",
                Retirement.BadDay => "request-parameter-sunset-parse",
                Retirement.BeforeItsDay => "request-parameter-removed-before-sunset",
                Retirement.Due => "request-parameter-removed-with-deprecation",
                _ => "request-parameter-removed",
            },
            pair.Place,
            $"no longer has the {ParameterKeys.Name(old)}{(retirement == Retirement.NotAnnounced ? "" : $"; {RetirementRule.Words(retirement, Sunset.Of(old))}")}.")
        {
            Before = old.Name,
            Was = old.Place,
            Identity = $"{pair.Identity} {ParameterKeys.Key(old, pair.Before)}",
            Proof = retirement == Retirement.Due ? null : With(pair, old, "The contract has no such parameter."),
        };
    }

    /// <returns>Null when nothing changes for a caller.</returns>
    public static Change? Added(OperationPair pair, ApiParameter now)
    {
        string identity = $"{pair.Identity} {ParameterKeys.Key(now, pair.After)}", name = ParameterKeys.Name(now);
        if (now.In == ParameterLocation.Path)
        {
            // One that the path has a place for was sent all along and is only described now.
            return UrlPath.Names(pair.After.Path).Contains(now.Name, StringComparer.Ordinal)
                ? null
                : new Change("new-request-path-parameter", now.Place, $"asks for the new {name}, for which its path has no place.") { After = now.Name, Identity = identity };
        }

        bool shared = IsOfPath(now, pair);
        return new Change(
            $"new-{(now.Required ? "required" : "optional")}-request-{(shared ? "default-parameter-to-existing-path" : "parameter")}",
            now.Place,
            $"has the new {(now.Required ? "required" : "optional")} {name}{(shared ? ", as every operation of its path has" : "")}.")
        {
            After = now.Name,
            Identity = identity,
            Proof = now.Required ? pair.Request().Refused($" without the {name}", $"The {name} is required.") : null,
        };
    }

    /// <summary>A request that sends it: taken, and not heard any more.</summary>
    private static Proof With(OperationPair pair, ApiParameter old, string reason)
    {
        SampleRequest request = pair.Request();
        if (!old.Required)
            request = request.With(old, pair.Contracts.OldExamples);
        string how = old.In == ParameterLocation.Query ? "" : $" with the {ParameterKeys.Name(old)}";
        return request.Unheard($"{how} was understood, and its `{old.Name}` is not heard now", reason);
    }

    /// <summary>Written for all operations of the path, not in this one's own list.</summary>
    private static bool IsOfPath(ApiParameter parameter, OperationPair pair)
    {
        IEnumerable<ResolvedNode> own = pair.Place.Member("parameters")?.Items() ?? [];
        return !own.Any(written => ReferenceEquals(pair.Contracts.After.Bundle.Follow(written)?.Node, parameter.Node));
    }
}
