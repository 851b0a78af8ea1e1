using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Info;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>How an operation answers the requests of another one otherwise.</summary>
/// <param name="Words">To stand after the operation, with a full stop.</param>
/// <param name="Proof">Null when no message was found that shows it.</param>
internal sealed record RouteDifference(string Words, Proof? Proof, bool IsUndecided)
{
    public int Weight => IsUndecided ? 2 : Proof is null ? 1 : 0;

    /// <summary>The most telling one; null when all is as before.</summary>
    /// <param name="known">What the whole comparison knows of the schemas.</param>
    public static RouteDifference? Of(OperationPair pair, DiffOptions options, SchemaComparison known, WitnessSearch witnesses)
    {
        // What a policy thinks of a difference is asked of the change that is told, not of each that it is made of.
        ChangeSink sink = new(CompatibilityPolicy.Default, options);
        SchemaComparison schemas = new(known, sink);
        sink.Enter(pair.After, pair.Before);
        new OperationComparison(pair.Contracts, sink, schemas, new SecurityComparison(pair.Contracts, sink), new ExampleRule()).Messages(pair);
        schemas.Report(witnesses);
        DiffResult result = sink.Result(sameText: false);
        Finding[] breaking = [.. result.Findings.Where(finding => finding.Compatibility is ChangeCompatibility.BreakingProven or ChangeCompatibility.BreakingByRule).OrderBy(finding => finding.Exchange is null)];
        if (breaking.Length == 0)
            return result.NotCompared.Count > 0 ? new RouteDifference("", null, IsUndecided: true) : null;
        Finding first = breaking[0];
        string prefix = $"`{pair.After}` ", words = first.Message.StartsWith(prefix, StringComparison.Ordinal) ? first.Message[prefix.Length..] : first.Message;
        string more = breaking.Length == 1 ? "." : $" (and {(breaking.Length - 1).ToString(CultureInfo.InvariantCulture)} more {(breaking.Length == 2 ? "difference" : "differences")}).";
        return new RouteDifference(words.TrimEnd('.') + more, first.Exchange is null ? null : new Proof(first.Witness ?? first.Message, first.Exchange), false);
    }
}
