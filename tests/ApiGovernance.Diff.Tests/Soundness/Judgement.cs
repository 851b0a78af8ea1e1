using System.Text;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>One pair in one direction: what the diff says, and what a search for a counter-example gives.</summary>
/// <param name="CounterExample">A message that the producer may send and the consumer refuses; null when none was found.</param>
/// <param name="FalseProof">What is wrong with a witness; null when all hold.</param>
internal sealed record Judgement(SchemaPair Pair, bool IsRequest, ChangeCompatibility Said, IReadOnlyList<Finding> Findings, string? CounterExample, string? FalseProof)
{
    private const int Attempts = 30;
    private const int LongAttempts = 800;

    /// <summary>The search met at least one message that the producer may send.</summary>
    public bool IsSendable { get; private init; } = true;

    /// <summary>Null when one of the two schemas is none.</summary>
    public static Judgement? Of(PairBatch batch, SchemaPair pair, bool isRequest)
    {
        if (batch.Validators(pair.Number, isRequest) is not var (producer, consumer))
            return null;
        List<Finding> findings = batch.Of(pair.Number, isRequest);
        ChangeCompatibility said = findings.Count == 0 ? ChangeCompatibility.Compatible : findings.Max(Weight) switch
        {
            3 => ChangeCompatibility.BreakingProven,
            2 => ChangeCompatibility.BreakingByRule,
            1 => ChangeCompatibility.Undecided,
            _ => ChangeCompatibility.Compatible,
        };
        string? falseProof = findings.Where(finding => finding.Compatibility == ChangeCompatibility.BreakingProven).Select(finding => Wrong(finding, isRequest, producer, consumer)).FirstOrDefault(wrong => wrong is not null);
        // What a rule says, and what nobody could decide, is looked at for longer.
        string? found = Search(pair, isRequest, producer, consumer, said is ChangeCompatibility.BreakingByRule or ChangeCompatibility.Undecided ? LongAttempts : Attempts, out bool isSendable);
        return new Judgement(pair, isRequest, said, findings, found, falseProof) { IsSendable = isSendable };
    }

    public override string ToString() =>
        $"{(IsRequest ? "request" : "response")} {Said} [{string.Join(", ", Findings.Where(finding => finding.Compatibility != ChangeCompatibility.Compatible).Select(finding => finding.RuleId))}] example {CounterExample ?? "-"} {FalseProof}\n {Pair}";

    private static int Weight(Finding finding) => finding.Compatibility switch
    {
        ChangeCompatibility.BreakingProven => 3,
        ChangeCompatibility.BreakingByRule => 2,
        ChangeCompatibility.Undecided => 1,
        _ => 0,
    };

    private static string? Wrong(Finding finding, bool isRequest, CompiledSchema producer, CompiledSchema consumer)
    {
        if (finding.Exchange is not { Body: { } body } exchange)
            return $"{finding.RuleId} is proven without a body";
        byte[] json = Encoding.UTF8.GetBytes(body);
        return exchange.IsRequest != isRequest ? $"{finding.RuleId} is shown in the other direction"
            : !producer.IsValid(json) ? $"{finding.RuleId}: nobody may send {body}"
            : consumer.IsValid(json) ? $"{finding.RuleId}: {body} is fine"
            : null;
    }

    private static string? Search(SchemaPair pair, bool isRequest, CompiledSchema producer, CompiledSchema consumer, int attempts, out bool isSendable)
    {
        Dice dice = new(SchemaPair.Seed + (isRequest ? 1u : 2u), pair.Number);
        InstanceMaker maker = isRequest
            ? new InstanceMaker(dice, pair.Before, pair.IsModernBefore, pair.After, pair.IsModernAfter, isRequest)
            : new InstanceMaker(dice, pair.After, pair.IsModernAfter, pair.Before, pair.IsModernBefore, isRequest);
        isSendable = false;
        for (int i = 0; i < attempts; i++)
        {
            string message = maker.Near();
            byte[] json = Encoding.UTF8.GetBytes(message);
            if (!producer.IsValid(json))
                continue;
            isSendable = true;
            if (!consumer.IsValid(json))
                return message;
        }

        return null;
    }
}
