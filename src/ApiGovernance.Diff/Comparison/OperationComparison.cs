using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Callbacks;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Rules.Info;
using ApiGovernance.Diff.Rules.Operations;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.Diff.Rules.Responses;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Rules.Servers;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>One operation on both sides, part by part.</summary>
internal sealed class OperationComparison(ContractPair contracts, ChangeSink sink, SchemaComparison schemas, SecurityComparison security, ExampleRule examples)
{
    private readonly ContentSchemas _content = new(sink, schemas, contracts);

    public void Compare(OperationPair pair)
    {
        ApiOperation before = pair.Before, after = pair.After;
        LifecycleRule lifecycle = new(LifecycleIds.Operation, "", $"{pair.Identity} lifecycle", sink.Options.Today, sink.Policy.NoticeFor(sink.Context));
        IEnumerable<Change> words =
        [
            .. lifecycle.Check(new LifecycleSide(before, before.Deprecated), new LifecycleSide(after, after.Deprecated)),
            .. StabilityRule.Check(pair),
            .. LabelRule.Check(pair),
            .. ExtensionRule.Check(before.Place, after.Place, "", pair.Identity, sentence: true),
        ];
        foreach (Change change in words)
            sink.Add(change);
        if (examples.Check(pair) is { } other)
            sink.Add(other);

        Messages(pair);
        security.Compare(pair);
        Servers(pair);
    }

    /// <summary>What is sent and answered.</summary>
    public void Messages(OperationPair pair)
    {
        new ParameterComparison(sink, schemas).Compare(pair);
        new BodyComparison(sink, _content).Compare(pair);
        new ResponseComparison(sink, schemas, _content).Compare(pair);
        SentCallbacks().Compare(pair);
    }

    public SentComparison Sent() => new(sink, schemas, _content, new CallbackComparison(sink, CallbackWords.Taken, Taken));

    private CallbackComparison SentCallbacks() => new(sink, CallbackWords.Sent, (pair, name) => Sent().Compare(new SentMessage(pair, $"callback `{name}`", pair.Identity)));

    /// <summary>A callback in a callback: the receiver of the outer one calls the API, as any caller does.</summary>
    private void Taken(OperationPair pair, string name) => sink.Inside($"callback `{name}`", () =>
    {
        new ParameterComparison(sink, schemas).Compare(pair);
        new BodyComparison(sink, _content).Compare(pair);
        new ResponseComparison(sink, schemas, _content).Compare(pair);
        security.CompareWritten(pair);
        SentCallbacks().Compare(pair);
    });

    /// <summary>Those of the document are compared once with it.</summary>
    private void Servers(OperationPair pair)
    {
        if (ReferenceEquals(pair.Before.Servers, contracts.Before.Servers) && ReferenceEquals(pair.After.Servers, contracts.After.Servers))
            return;
        foreach (Change change in ServerRules.Check(pair.Before.Servers, pair.After.Servers, pair.Place, pair.Identity))
            sink.Add(change with { Message = $"is served elsewhere: {char.ToLowerInvariant(change.Message[0])}{change.Message[1..]}" });
    }
}
